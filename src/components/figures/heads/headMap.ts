/** The part of a head's map that is shown, in the form that is asked for. */
import type { LevelOptions } from '#components/charts/level.ts';
import type { Mask, Matrix } from '#components/charts/matrix.ts';
import { valueNorms } from '#lib/heads/index.ts';
import type { OpenHead } from '#lib/state/heads-run.ts';

/** Scores before the mask, after it, the pattern after the softmax, and the pattern times ‖v‖. */
export const WHATS = ['scores', 'masked', 'pattern', 'value'] as const;
export type What = (typeof WHATS)[number];

export interface Window {
  readonly row: number;
  readonly col: number;
  readonly count: number;
}

/** Maps of more tokens than this are shown in part. */
export const MOST_SHOWN = 128;
/** Up to so many tokens the whole is shown at first. */
export const WHOLE = 64;

/** The part that is shown at first: all, or the last tokens. */
export function firstWindow(T: number): Window {
  const count = Math.min(T, WHOLE);
  return { row: T - count, col: T - count, count };
}

/** A window of a map of T tokens as a link has it: T, row, column, count. */
export const frameOf = (T: number, { row, col, count }: Window): readonly number[] => [
  ...[T, row, col, count],
];

/** The same back again; null for what is no part of such a map, or one above its diagonal. */
export function windowIn(
  frame: readonly number[],
): { readonly of: number; readonly window: Window } | null {
  const [of = 0, row = 0, col = 0, count = 0] = frame;
  const fits = frame.length === 4 && count > 0 && count <= MOST_SHOWN && row + count <= of;
  return fits && col <= row ? { of, window: { row, col, count } } : null;
}

export interface HeadMap {
  readonly what: What;
  readonly matrix: Matrix;
  readonly mask: Mask | undefined;
  readonly level: LevelOptions;
}

/** Cuts the window out of the head's map; without q, k and v there is only the pattern. */
export function headMap(
  { pattern, vectors, run }: OpenHead,
  wanted: What,
  { row, col, count }: Window,
  scale: LevelOptions['scale'],
): HeadMap {
  const T = run.ids.length;
  const what = vectors ? wanted : 'pattern';
  const values = new Float32Array(count * count);
  const norms = vectors && what === 'value' ? valueNorms(vectors.v, T) : null;
  const d = vectors ? vectors.q.length / T : 0;
  const valueOf = (t: number, s: number): number => {
    if (what === 'pattern') return pattern[t * T + s] ?? NaN;
    if (norms) return (pattern[t * T + s] ?? NaN) * (norms[s] ?? NaN);
    let dot = 0;
    for (let i = 0; i < d; i++) dot += (vectors?.q[t * d + i] ?? 0) * (vectors?.k[s * d + i] ?? 0);
    return dot / (vectors?.scale ?? 1);
  };
  let [min, max] = [Infinity, -Infinity];
  for (let r = 0; r < count; r++)
    for (let c = 0; c < count; c++) {
      const value = valueOf(row + r, col + c);
      values[r * count + c] = value;
      if (what !== 'scores' && col + c > row + r) continue;
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  const mask: Mask | undefined = what === 'scores' ? undefined : (r, c) => col + c > row + r;
  return {
    what,
    matrix: { rows: count, cols: count, values },
    mask,
    level: levelOf(what, scale, min, max),
  };
}

/** Scores from their least to their largest; weights from 0. A score may be negative: no logarithm. */
function levelOf(what: What, scale: LevelOptions['scale'], min: number, max: number): LevelOptions {
  if (what === 'pattern') return { scale };
  if (!(max > min)) return { scale: 'linear' };
  if (what === 'value') return { scale, max: nice(max), floor: nice(max) * 1e-4 };
  return { scale: 'linear', min: Math.floor(min), max: Math.ceil(max) };
}

const nice = (x: number): number => Number(Math.max(x, 1e-6).toPrecision(2));

/** Each cell that the mask leaves as a row: places and names of query and key, value. */
export function mapRows(
  { matrix, mask }: HeadMap,
  { row, col, count }: Window,
  names: readonly string[],
): (string | number | null)[][] {
  return Array.from({ length: count * count }, (_, at) => at).flatMap((at) => {
    const [r, c] = [Math.floor(at / count), at % count];
    if (mask?.(r, c)) return [];
    const [i, j] = [r + row, c + col];
    return [[i, j, names[i] ?? '', names[j] ?? '', matrix.values[at] ?? null]];
  });
}
