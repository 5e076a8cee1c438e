/** A line across a plot, at a value that what is drawn is cut at. */
export interface Cut {
  readonly name: string;
  /** The line stands upright at an x, or lies at a y. */
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly colour: 1 | 2 | 3 | 4 | 5 | 6;
  /** Written at its end. */
  readonly text: string;
  readonly dashed?: boolean;
}
