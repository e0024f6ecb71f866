/** The Jensen–Shannon divergence of two lists of shares, in bits: ½ Σ p log₂(p/m) + ½ Σ q log₂(q/m). */
export function divergence(p: readonly number[], q: readonly number[]): number {
  const middle = p.map((share, at) => (share + (q[at] ?? 0)) / 2);
  const half = (side: readonly number[]) =>
    side.reduce(
      (sum, share, at) => share > 0 ? sum + share * Math.log2(share / (middle[at] ?? 0)) : sum,
      0,
    );
  return (half(p) + half(q)) / 2;
}

/** Kendall's τ-b by counting pairs; 0 where a list does not vary, or has fewer than two. */
export function tauB(x: readonly number[], y: readonly number[]): number {
  let [concordant, discordant, tiedX, tiedY, pairs] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    for (let j = i + 1; j < x.length; j++) {
      const [dx, dy] = [(x[i] ?? 0) - (x[j] ?? 0), (y[i] ?? 0) - (y[j] ?? 0)];
      pairs += 1;
      if (dx === 0) tiedX += 1;
      if (dy === 0) tiedY += 1;
      if (dx * dy > 0) concordant += 1;
      if (dx * dy < 0) discordant += 1;
    }
  }
  const reach = Math.sqrt((pairs - tiedX) * (pairs - tiedY));
  return reach === 0 ? 0 : (concordant - discordant) / reach;
}
