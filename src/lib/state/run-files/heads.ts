/** A run of the attention lab as a file keeps it: all heads on one text, bit by bit. */
import {
  pool,
  SCORES,
  type HeadScores,
  type HeadVectors,
  type Pooling,
} from '../../heads/index.ts';
import {
  aConfig,
  aFlag,
  aList,
  aNumber,
  aRecord,
  aText,
  aWhole,
  orNull,
  someFloats,
  someIds,
  somePieces,
  someShorts,
  toBase64,
  WrongPlace,
  type Check,
  type LeftOut,
} from '../../run-file/index.ts';
import type { BothScores, HeadsRun } from '../heads-run.ts';

/** Weights of all patterns together: more make a file that no page opens gladly. */
const MOST_WEIGHTS = 1_000_000;

/** What the lab shows of a file. */
export interface HeadsFileRun {
  readonly run: HeadsRun;
  readonly random: { readonly scores: BothScores; readonly period: number } | null;
  readonly open: {
    readonly layer: number;
    readonly head: number;
    readonly pattern: Float32Array;
    readonly vectors: HeadVectors | null;
  };
}

const triangleOf = (pattern: Float32Array, T: number): Float32Array => {
  const triangle = new Float32Array((T * (T + 1)) / 2);
  for (let t = 0; t < T; t++)
    triangle.set(pattern.subarray(t * T, t * T + t + 1), (t * (t + 1)) / 2);
  return triangle;
};

function squareOf(triangle: Float32Array, T: number): Float32Array {
  const square = new Float32Array(T * T);
  for (let t = 0; t < T; t++)
    square.set(triangle.subarray((t * (t + 1)) / 2, ((t + 1) * (t + 2)) / 2), t * T);
  return square;
}

const writeScores = ({ all, withoutFirst }: BothScores): unknown => {
  const write = (scores: readonly HeadScores[]) =>
    scores.map((of) => SCORES.map((name) => (Number.isFinite(of[name]) ? of[name] : null)));
  return { all: write(all), withoutFirst: write(withoutFirst) };
};

/** What is in the lab now, ready for JSON. */
export function packHeadsRun({ run, random, open }: HeadsFileRun): {
  readonly run: unknown;
  readonly left: readonly LeftOut[];
} {
  const { config, text, ids, pieces, cut, scores, thumbs } = run;
  const T = ids.length;
  const heads = config.n_layer * config.n_head;
  const each = Array.from({ length: heads }, (_, i) =>
    run.pattern(Math.floor(i / config.n_head), i % config.n_head),
  );
  const whole = heads * T * T <= 2 * MOST_WEIGHTS && each.every((pattern) => pattern !== null);
  const packedThumbs = (how: Pooling) => thumbs[how].map((thumb) => toBase64(thumb));
  const { vectors } = open;
  return {
    run: {
      ...{ config, text, ids, pieces, cut, scores: writeScores(scores) },
      patterns: whole
        ? each.map((pattern) => (pattern ? toBase64(triangleOf(pattern, T)) : ''))
        : null,
      thumbs: whole ? null : { max: packedThumbs('max'), mean: packedThumbs('mean') },
      random: random && { period: random.period, scores: writeScores(random.scores) },
      open: {
        ...{ layer: open.layer, head: open.head },
        pattern: toBase64(triangleOf(open.pattern, T)),
        vectors: vectors && {
          ...{ q: toBase64(vectors.q), k: toBase64(vectors.k), v: toBase64(vectors.v) },
          scale: vectors.scale,
        },
      },
    },
    left: whole ? [] : ['patterns'],
  };
}

const outer = aRecord<Pick<HeadsRun, 'config' | 'text' | 'ids' | 'cut'>>({
  ...{ config: aConfig, text: aText(1_000_000), ids: someIds(8_388_608), cut: aFlag },
});

const bothScores =
  (heads: number): Check<BothScores> =>
  (value, where) => {
    const row = aList(orNull(aNumber(-1e6, 1e6)), SCORES.length, SCORES.length);
    const rows = aList(row, heads, heads);
    const read = (values: readonly (readonly (number | null)[])[]): HeadScores[] =>
      values.map(
        (one) => Object.fromEntries(SCORES.map((name, i) => [name, one[i] ?? NaN])) as HeadScores,
      );
    const both = aRecord({ all: rows, withoutFirst: rows })(value, where);
    return { all: read(both.all), withoutFirst: read(both.withoutFirst) };
  };

/** Checks a run from a file, all of it, and makes it what the lab shows. */
export const aHeadsRun: Check<HeadsFileRun> = (value, where) => {
  const { config, text, ids, cut } = outer(value, where);
  const { n_layer: L, n_head: H } = config;
  const T = ids.length;
  const size = (T * (T + 1)) / 2;
  const heads = L * H;
  const rest = value as Record<string, unknown>;
  const triangle = someFloats(size, 0, 1.001);
  const packed = orNull(aList(triangle, heads, heads))(rest['patterns'], `${where}.patterns`);
  const patterns = packed?.map((one) => squareOf(one, T)) ?? null;
  const thumb: Check<Uint16Array> = (one, place) => {
    const side = typeof one === 'string' ? Math.floor(Math.sqrt((one.length * 3) / 8)) : 0;
    for (const n of [side, side - 1])
      if (n > 0 && n <= 128 && 4 * Math.ceil((2 * n * n) / 3) === (one as string).length)
        return someShorts(n * n)(one, place);
    throw new WrongPlace(place);
  };
  const thumbs = patterns
    ? {
        max: patterns.map((pattern) => pool(pattern, T, 'max')),
        mean: patterns.map((pattern) => pool(pattern, T, 'mean')),
      }
    : aRecord({ max: aList(thumb, heads, heads), mean: aList(thumb, heads, heads) })(
        rest['thumbs'],
        `${where}.thumbs`,
      );
  const sides = new Set([...thumbs.max, ...thumbs.mean].map((one) => one.length));
  if (sides.size !== 1) throw new WrongPlace(`${where}.thumbs`);
  const run: HeadsRun = {
    ...{ live: null, repo: null, config, text, ids, cut, thumbs },
    pieces: somePieces(T)(rest['pieces'], `${where}.pieces`),
    scores: bothScores(heads)(rest['scores'], `${where}.scores`),
    pattern: (layer, head) => patterns?.[layer * H + head] ?? null,
  };
  const random = orNull(aRecord({ period: aWhole(1, 1e6), scores: bothScores(heads) }));
  const vector = someFloats(T * Math.floor(config.n_embd / H));
  const open = aRecord({
    ...{ layer: aWhole(0, L - 1), head: aWhole(0, H - 1), pattern: triangle },
    vectors: orNull(
      aRecord<HeadVectors>({ q: vector, k: vector, v: vector, scale: aNumber(1e-6, 1e9) }),
    ),
  })(rest['open'], `${where}.open`);
  return {
    run,
    random: random(rest['random'], `${where}.random`),
    open: { ...open, pattern: squareOf(open.pattern, T) },
  };
};
