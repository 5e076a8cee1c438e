/** A line of the bench's table, and the statistics in it. */

export interface Row {
  readonly name: string;
  readonly unit: string;
  /** Our time, or what was counted. */
  readonly ours: number | null;
  /** The other's time. */
  readonly peer: number | null;
  /** What the target is about: a ratio of the two, or a count. */
  readonly measured: number | null;
  /** Empty where a number is only reported. */
  readonly target: string;
  /** null where nothing was to be reached or nothing could be measured. */
  readonly passed: boolean | null;
  readonly note?: string;
}

/** A bound on what is measured. */
export interface Target {
  readonly at: 'least' | 'most';
  readonly bound: number;
}
export const atLeast = (bound: number): Target => ({ at: 'least', bound });
export const atMost = (bound: number): Target => ({ at: 'most', bound });

/**
 * Two rows, by minimum and by median, of times measured in turns. `ratio` says which way round the
 * quotient is: `speed` is theirs / ours (above 1 we are faster), `cost` ours / theirs.
 */
export function compare(
  name: string,
  ours: readonly number[],
  peer: readonly number[],
  ratio: 'speed' | 'cost',
  target: Target | null,
): Row[] {
  return Object.entries(statistics).map(([statistic, of]) => {
    const [a, b] = [of(ours), of(peer)];
    const measured = ratio === 'speed' ? b / a : a / b;
    return {
      name: `${name} (${statistic})`,
      unit: 'ms',
      ours: a,
      peer: b,
      measured,
      ...judge(measured, target),
    };
  });
}

/** One number against its bound. */
export function counted(name: string, unit: string, measured: number, target: Target | null): Row {
  return { name, unit, ours: measured, peer: null, measured, ...judge(measured, target) };
}

/** A number that is only reported. */
export function reported(name: string, unit: string, ours: number, note = ''): Row {
  return { name, unit, ours, peer: null, measured: null, target: '', passed: null, note };
}

/** Something that cannot be measured here. */
export function unmeasured(name: string, note: string): Row {
  const nothing = { ours: null, peer: null, measured: null };
  return { name, unit: '', ...nothing, target: '', passed: null, note: `not measured: ${note}` };
}

export function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[half] ?? NaN)
    : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
}

const statistics = { min: (times: readonly number[]) => Math.min(...times), median };

/** Whether what was measured keeps within the bound. */
export function judge(measured: number, target: Target | null): Pick<Row, 'target' | 'passed'> {
  if (target === null) return { target: '', passed: null };
  const { at, bound } = target;
  return at === 'least'
    ? { target: `≥ ${String(bound)}`, passed: measured >= bound }
    : { target: `≤ ${String(bound)}`, passed: measured <= bound };
}

/** The rows as lines of a Markdown table. */
export function markdown(rows: readonly Row[]): string {
  const cells = rows.map(({ name, unit, ours, peer, measured, target, passed, note = '' }) => [
    name,
    number(ours),
    number(peer),
    unit,
    number(measured),
    target,
    passed === null ? note : passed ? 'passed' : 'FAILED',
  ]);
  const heads = ['what', 'ours', 'other', 'unit', 'ratio or count', 'target', 'result'];
  const widths = heads.map((head, i) =>
    Math.max(...[head, ...cells.map((row) => row[i] ?? '')].map((cell) => cell.length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(heads), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
    '\n',
  );
}

/** Three digits that count. */
function number(value: number | null): string {
  if (value === null) return '';
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
