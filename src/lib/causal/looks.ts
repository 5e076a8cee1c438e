/**
 * How much a head looks, against how much it does: the experiment behind "attention is not explanation"
 * (Jain and Wallace 2019; Wiegreffe and Pinter 2019).
 */
import { range } from './parts.ts';
import type { Captured } from './rows.ts';

/** A head's weight from the last token to one other token, and what its ablation does. */
export interface Look {
  readonly layer: number;
  readonly head: number;
  /** From 0 to 1. */
  readonly weight: number;
  /** The change of ln P(answer), in nat. */
  readonly effect: number;
  /** The likeliest token with the head off. */
  readonly best: number;
}

/** The names of all patterns. */
export const patternNames = (layers: number): string[] =>
  range(layers).map((layer) => `blocks.${layer}.attn.hook_pattern`);

/** The row of the last query of each head, [L][H][T]. */
export function lastRows(captured: Captured, layers: number): number[][][] {
  return patternNames(layers).map((name) => {
    const { shape, data } = captured[name] ?? missing(name);
    const [H = 0, T = 0] = shape;
    return range(H).map((h) => [...data.subarray(((h + 1) * T - 1) * T, (h + 1) * T * T)]);
  });
}

/**
 * The token that heads look at most from the last one, the first token and the last itself left out;
 * null for a text without others.
 */
export function mostLookedAt(rows: readonly (readonly (readonly number[])[])[]): number | null {
  const T = rows[0]?.[0]?.length ?? 0;
  let best: { t: number; weight: number } | null = null;
  for (let t = 1; t < T - 1; t++) {
    const weight = Math.max(...rows.flat().map((row) => row[t] ?? 0));
    if (best === null || weight > best.weight) best = { t, weight };
  }
  return best?.t ?? null;
}

/**
 * The two heads of the experiment, if there are such: of those that look most (weight ≥ `least`) the
 * one whose ablation does least, and of those that hardly look (weight ≤ `most`) the one whose
 * ablation costs the answer most.
 */
export function contrast(
  looks: readonly Look[],
  least = 0.3,
  most = 0.05,
): { readonly idle: Look | null; readonly quiet: Look | null } {
  const by = (list: readonly Look[], key: (look: Look) => number): Look | null =>
    list.reduce<Look | null>((best, look) => (best && key(best) <= key(look) ? best : look), null);
  return {
    idle: by(
      looks.filter(({ weight }) => weight >= least),
      ({ effect }) => Math.abs(effect),
    ),
    quiet: by(
      looks.filter(({ weight }) => weight <= most),
      ({ effect }) => effect,
    ),
  };
}

/**
 * Spearman's rank correlation of weight and size of effect: 1 where the heads that look more do more
 * (Spearman 1904; equal values share their mean rank). NaN where one of them never varies.
 */
export function rankCorrelation(xs: readonly number[], ys: readonly number[]): number {
  return pearson(ranks(xs), ranks(ys));
}

function ranks(xs: readonly number[]): number[] {
  return xs.map((x) => {
    const below = xs.filter((other) => other < x).length;
    return below + (xs.filter((other) => other === x).length - 1) / 2;
  });
}

function pearson(xs: readonly number[], ys: readonly number[]): number {
  const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length;
  const [mx, my] = [mean(xs), mean(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  xs.forEach((x, i) => {
    const [dx, dy] = [x - mx, (ys[i] ?? NaN) - my];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  });
  return xy / Math.sqrt(xx * yy);
}

function missing(name: string): never {
  throw new Error(`not captured: ${name}`);
}
