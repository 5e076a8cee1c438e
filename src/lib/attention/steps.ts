import {
  concatAt,
  dot,
  headSize,
  inputAt,
  mixedAt,
  patternAt,
  productsAt,
  vectorAt,
  type Choice,
  type LayerNumbers,
  type Weights,
} from './layer.ts';

/** The steps from one token's vector to what attention writes for it, in the order they are made. */
export const STEPS = [
  ...(['x', 'q', 'k', 'v', 'product', 'scale', 'mask', 'softmax'] as const),
  ...(['mix', 'concat', 'out'] as const),
] as const;
export type StepName = (typeof STEPS)[number];

/** A step's result: a vector whose numbers can each be opened. */
export interface StepResult {
  readonly values: ArrayLike<number>;
  /** How many of them stand in a row of the picture. */
  readonly perRow: number;
  /** Numbers of the vector are tokens (of a row of scores) rather than dimensions. */
  readonly over: 'dimensions' | 'tokens';
}

/** A number taken apart: Σ left_i · right_i + plus = sum. */
export interface Opened {
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  /** A bias that is added after the products; null where there is none. */
  readonly plus: number | null;
  readonly sum: number;
  /** The number as the model computed it; null where this page alone computes it. */
  readonly model: number | null;
  /** What the terms run over. */
  readonly over: 'dimensions' | 'tokens' | 'one';
}

/** The vector that a step makes. */
export function stepResult(
  of: LayerNumbers,
  step: StepName,
  { head, query, key }: Choice,
): StepResult {
  const d = headSize(of);
  const perHead = { perRow: d, over: 'dimensions' } as const;
  const perToken = { perRow: of.tokens.length, over: 'tokens' } as const;
  switch (step) {
    case 'x':
      return { values: inputAt(of, query), ...perHead };
    case 'q':
      return { values: vectorAt(of, 'q', head, query), ...perHead };
    case 'k':
    case 'v':
      return { values: vectorAt(of, step, head, key), ...perHead };
    case 'product':
      return { values: productsAt(of, head, query), ...perToken };
    case 'scale':
      return { values: productsAt(of, head, query).map((x) => x / of.scale), ...perToken };
    case 'mask':
      return { values: masked(of, head, query), ...perToken };
    case 'softmax':
      return { values: patternAt(of, head, query), ...perToken };
    case 'mix':
      return { values: mixedAt(of, head, query), ...perHead };
    case 'concat':
      return { values: concatAt(of, query), ...perHead };
    case 'out':
      return { values: of.out(query) ?? new Float64Array(of.width).fill(NaN), ...perHead };
  }
}

/**
 * Number i of a step's result taken apart into the two vectors that made it; null where it is not made
 * of products (mask, softmax, concatenation) or where the weights are not at hand.
 */
export function openNumber(
  of: LayerNumbers,
  step: StepName,
  { head, query, key }: Choice,
  i: number,
): Opened | null {
  switch (step) {
    case 'x': {
      const left = [of.normalized[query * of.width + i] ?? NaN];
      const right = [of.gain[i] ?? NaN];
      const plus = of.bias[i] ?? NaN;
      return { left, right, plus, sum: dot(left, right) + plus, model: null, over: 'one' };
    }
    case 'q':
      return linear(of, 'q', head, i, inputAt(of, query), vectorAt(of, 'q', head, query)[i]);
    case 'k':
    case 'v':
      return linear(of, step, head, i, inputAt(of, key), vectorAt(of, step, head, key)[i]);
    case 'product': {
      const left = vectorAt(of, 'q', head, query);
      const right = vectorAt(of, 'k', head, i);
      return { left, right, plus: null, sum: dot(left, right), model: null, over: 'dimensions' };
    }
    case 'scale': {
      const left = [productsAt(of, head, query)[i] ?? NaN];
      const right = [1 / of.scale];
      return { left, right, plus: null, sum: dot(left, right), model: null, over: 'one' };
    }
    case 'mix': {
      const left = patternAt(of, head, query).subarray(0, query + 1);
      const right = Float64Array.from(left, (_, s) => vectorAt(of, 'v', head, s)[i] ?? NaN);
      return { left, right, plus: null, sum: dot(left, right), model: null, over: 'tokens' };
    }
    case 'out':
      return linear(of, 'o', head, i, concatAt(of, query), of.out(query)?.[i]);
    default:
      return null;
  }
}

/** The exponentials of a softmax: e^(score − largest score) of the tokens that are seen, and their sum. */
export function exponentials(
  of: LayerNumbers,
  head: number,
  query: number,
): { readonly largest: number; readonly powers: Float64Array; readonly total: number } {
  const scores = productsAt(of, head, query)
    .subarray(0, query + 1)
    .map((x) => x / of.scale);
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  return { largest, powers, total: powers.reduce((a, b) => a + b, 0) };
}

function linear(
  of: LayerNumbers,
  matrix: Weights,
  head: number,
  j: number,
  left: Float64Array,
  model: number | undefined,
): Opened | null {
  const column = of.column(matrix, head, j);
  if (column === null) return null;
  const { weights: right, bias: plus } = column;
  return {
    ...{ left, right, plus, over: 'dimensions' },
    ...{ sum: dot(left, right) + plus, model: model ?? null },
  };
}

/** The scaled scores, −∞ for what comes after the query. */
const masked = (of: LayerNumbers, head: number, query: number): Float64Array =>
  productsAt(of, head, query).map((x, s) => (s > query ? -Infinity : x / of.scale));
