/**
 * What the case on the home page shows: a text, where every head looked in it, and what the model
 * offers next. The same whether it was computed just now or comes from the stored run.
 */
/** A token that may come next. */
export interface Offered {
  readonly text: string;
  /** Its probability under the model: temperature 1, nothing cut. */
  readonly p: number;
  /** Its place among all tokens, 0 for the likeliest. */
  readonly rank: number;
}

/** The distribution of the next token, likeliest first. */
export interface Offer {
  /** How many tokens share the probability. */
  readonly vocabulary: number;
  readonly top: readonly Offered[];
  /** Probabilities of the likeliest tokens (see `SHARES`), those of `top` included. */
  readonly shares: readonly number[];
  /** The token that was drawn; null before the draw. */
  readonly pick: Offered | null;
}

export interface HomeView {
  readonly tokens: readonly string[];
  /** Tokens from this one on were written by the model. */
  readonly promptLength: number;
  /** [L][H], each head's weights as digits (see `patternDigits`), a row for each token read. */
  readonly heads: readonly (readonly string[])[];
  readonly offer: Offer;
}

/** A text that was written token by token and kept with the site. */
export interface StoredHome {
  readonly model: string;
  /** The command that made it. */
  readonly command: string;
  readonly seed: number;
  readonly vocabulary: number;
  readonly promptLength: number;
  readonly tokens: readonly string[];
  readonly heads: readonly (readonly string[])[];
  /** What was offered at each step, with what was drawn. */
  readonly offers: readonly Omit<Offer, 'vocabulary'>[];
}

/**
 * One head of a pattern [H, T, T] (query by key) as a digit a weight, up to the diagonal, row by row;
 * a digit is the weight in 35ths, in base 36. Example: weights 1 / 0.5 0.5 → 'zii'
 */
export function patternDigits(data: Float32Array, T: number, head: number): string {
  let digits = '';
  for (let q = 0; q < T; q++) {
    for (let k = 0; k <= q; k++)
      digits += Math.round(35 * (data[(head * T + q) * T + k] ?? 0)).toString(36);
  }
  return digits;
}

/** The weights of the last row of a pattern's digits, from 0 to 1. */
export function lastRow(digits: string): number[] {
  const T = rowsOf(digits);
  return Array.from(digits.slice(-T), (digit) => parseInt(digit, 36) / 35);
}

/** How many rows a pattern's digits are. */
export function rowsOf(digits: string): number {
  return Math.round((Math.sqrt(8 * digits.length + 1) - 1) / 2);
}

/** How many pictures a stored run has: at each step one before the draw and one after it. */
export function frameCount({ offers }: StoredHome): number {
  return 2 * offers.length;
}

/** A picture of the stored run. At even numbers the model weighs, at odd ones a token is drawn. */
export function storedFrame(stored: StoredHome, frame: number): HomeView {
  const step = Math.min(Math.max(frame >> 1, 0), stored.offers.length - 1);
  const read = stored.promptLength + step;
  const { top = [], shares = [], pick = null } = stored.offers[step] ?? {};
  const drawn = frame % 2 === 1 ? pick : null;
  return {
    tokens: stored.tokens.slice(0, drawn ? read + 1 : read),
    promptLength: stored.promptLength,
    heads: stored.heads.map((layer) =>
      layer.map((digits) => digits.slice(0, (read * (read + 1)) / 2)),
    ),
    offer: { vocabulary: stored.vocabulary, top, shares, pick: drawn },
  };
}
