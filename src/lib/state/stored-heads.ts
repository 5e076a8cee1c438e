/** A run of all heads kept in the repository, so that the atlas is drawn before any script runs. */
import type { Piece } from '../bpe/index.ts';
import {
  fillScores,
  packTriangle,
  pool,
  SCORES,
  unpackTriangle,
  type HeadScores,
  type HeadVectors,
} from '../heads/index.ts';
import type { ActivationFunction, Gpt2Config } from '../model/config.ts';
import type { BothScores, HeadsRun, OpenHead } from './heads-run.ts';

/** Scores of all heads, in the order of `SCORES`; null where there is none. [L · H][7] */
type StoredScores = readonly (readonly (number | null)[])[];

export interface StoredHeads {
  readonly model: string;
  readonly command: string;
  readonly config: Omit<Gpt2Config, 'activation_function'> & {
    readonly activation_function: string;
  };
  readonly text: string;
  readonly ids: readonly number[];
  readonly pieces: readonly Piece[];
  /** The lower triangles of all patterns, `packTriangle`d, one after the other, in base 64. */
  readonly patterns: string;
  readonly scores: { readonly all: StoredScores; readonly withoutFirst: StoredScores };
  readonly random: {
    readonly period: number;
    readonly seed: number;
    readonly all: StoredScores;
    readonly withoutFirst: StoredScores;
  };
  /** The head that is open at first, with its vectors [T · d]. */
  readonly open: {
    readonly layer: number;
    readonly head: number;
    readonly scale: number;
    readonly q: readonly number[];
    readonly k: readonly number[];
    readonly v: readonly number[];
  };
}

/** All patterns, layer by layer, in the form of the file. */
export function packPatterns(patterns: readonly Float32Array[], T: number): string {
  const bytes = patterns.map((pattern) => packTriangle(pattern, T));
  let text = '';
  for (const part of bytes) for (const byte of part) text += String.fromCharCode(byte);
  return btoa(text);
}

export function storeScores(scores: readonly HeadScores[]): (number | null)[][] {
  return scores.map((of) =>
    SCORES.map((name) => (Number.isNaN(of[name]) ? null : Number(of[name].toPrecision(5)))),
  );
}

function readScores({
  all,
  withoutFirst,
}: {
  readonly all: StoredScores;
  readonly withoutFirst: StoredScores;
}): BothScores {
  const read = (stored: StoredScores): HeadScores[] =>
    stored.map(
      (values) =>
        Object.fromEntries(SCORES.map((name, i) => [name, values[i] ?? NaN])) as HeadScores,
    );
  return { all: read(all), withoutFirst: read(withoutFirst) };
}

/** What is stored, as the figures take it. */
export function parseHeads(stored: StoredHeads): {
  readonly run: HeadsRun;
  readonly random: BothScores;
  readonly open: OpenHead;
} {
  const { config, text, ids, pieces } = stored;
  const T = ids.length;
  const size = (T * (T + 1)) / 2;
  const bytes = Uint8Array.from(atob(stored.patterns), (char) => char.charCodeAt(0));
  const patterns = Array.from({ length: config.n_layer * config.n_head }, (_, i) =>
    unpackTriangle(bytes.subarray(i * size, (i + 1) * size), T),
  );
  const run: HeadsRun = {
    live: null,
    repo: null,
    config: { ...config, activation_function: config.activation_function as ActivationFunction },
    ...{ text, ids, pieces, cut: false },
    thumbs: {
      max: patterns.map((pattern) => pool(pattern, T, 'max')),
      mean: patterns.map((pattern) => pool(pattern, T, 'mean')),
    },
    scores: readScores(stored.scores),
    pattern: (layer, head) => patterns[layer * config.n_head + head] ?? null,
  };
  const { layer, head, scale, q, k, v } = stored.open;
  const vectors = {
    ...{ q: Float32Array.from(q), k: Float32Array.from(k), v: Float32Array.from(v) },
    scale,
  };
  const open = { run, layer, head, pattern: patternFrom(vectors, T), vectors };
  return { run, random: readScores(stored.random), open };
}

/** The pattern that q and k give: the scores of a row, softmaxed up to its own place. */
function patternFrom(vectors: HeadVectors, T: number): Float32Array {
  const scores = new Float32Array(T * T);
  fillScores(scores, vectors, 0, T);
  const pattern = new Float32Array(T * T);
  for (let t = 0; t < T; t++) {
    const row = scores.subarray(t * T, t * T + t + 1);
    const max = Math.max(...row);
    const weights = row.map((score) => Math.exp(score - max));
    const total = weights.reduce((a, b) => a + b, 0);
    pattern.set(
      weights.map((weight) => weight / total),
      t * T,
    );
  }
  return pattern;
}
