/**
 * An amount in US dollars as it is shown: four decimals, as prices of single calls need; "not known"
 * where it is null.
 */
export function dollars(amount: number | null): string {
  return amount === null ? "not known" : `$${amount.toFixed(4)}`;
}
