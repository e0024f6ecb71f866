/** The words of a chart whose data do not say them. */
export interface ChartOptions {
  /** What stands above the chart. @default {what the data are of} */
  readonly title?: string;
  /** What must be said with the data, as in `tally.context.notice`. @default null */
  readonly notice?: string | null;
}
