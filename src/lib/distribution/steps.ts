/** One step of a text: what could come, and what came. */
import type { Piece } from '../bpe/index.ts';
import { rankOf, softmax, topTokens } from '../sampling/index.ts';
import { fromBins, ranked, thinned, type Ranked } from './ranked.ts';

/** How many of the likeliest tokens are named. */
export const NAMED = 14;

/** A token and its probability under the model itself: temperature 1, nothing cut. */
export interface Named {
  readonly id: number;
  readonly text: string;
  readonly p: number;
}

export interface NextStep {
  readonly all: Ranked;
  /** The likeliest tokens, best first. */
  readonly top: readonly Named[];
  /** The token that came, and its rank from 1; null where none has come yet. */
  readonly taken: (Named & { readonly rank: number }) | null;
}

/** Logits [V] and the token that came after them → what is shown of the step. */
export function nextStep(
  logits: Float32Array,
  taken: number | null,
  textOf: (id: number) => string,
): NextStep {
  const p = softmax(logits);
  const named = (id: number): Named => ({ id, text: textOf(id), p: p[id] ?? 0 });
  return {
    all: ranked(logits),
    top: topTokens(logits, NAMED).map(({ id }) => named(id)),
    taken: taken === null ? null : { ...named(taken), rank: rankOf(logits, taken) + 1 },
  };
}

type StoredName = readonly [id: number, text: string, p: number];

/** A step kept with the site: its distribution in bins, whose ends are told once for all steps. */
export interface StoredStep {
  readonly logprobs: readonly number[];
  readonly top: readonly StoredName[];
  readonly taken: readonly [...StoredName, rank: number] | null;
}

/** Three decimals of a logarithm and four figures of a probability are enough for a drawing. */
export function storeStep({ all, top, taken }: NextStep, ends: readonly number[]): StoredStep {
  const name = ({ id, text, p }: Named): StoredName => [id, text, Number(p.toPrecision(4))];
  return {
    logprobs: [...thinned(all, ends).logprobs].map((log) => Number(log.toFixed(3))),
    top: top.map(name),
    taken: taken && [...name(taken), taken.rank],
  };
}

export function readStep(stored: StoredStep, ends: readonly number[]): NextStep {
  const name = ([id, text, p]: StoredName): Named => ({ id, text, p });
  const { taken } = stored;
  return {
    all: fromBins(stored.logprobs, ends),
    top: stored.top.map(name),
    taken: taken && { ...name([taken[0], taken[1], taken[2]]), rank: taken[3] },
  };
}

/** A token as it is kept: its text and id, and its bytes where they are not those of the text. */
export type StoredPiece = readonly [text: string, ...(number | string)[]];

/** Pieces without what can be told from their text. Example: the token ' a' of id 257 → [' a', 257] */
export function storePieces(pieces: readonly Piece[]): StoredPiece[] {
  return pieces.map(({ text, fragments }) => {
    const [only] = fragments;
    if (only && fragments.length === 1 && only.bytes === hexOf(text)) return [text, only.id];
    return [text, ...fragments.flatMap(({ id, bytes }) => [id, bytes])];
  });
}

export function readPieces(stored: readonly StoredPiece[]): Piece[] {
  let at = 0;
  return stored.map(([text, ...rest]) => {
    const start = at;
    const fragments = [];
    for (let i = 0; i < rest.length; i += 2)
      fragments.push({ id: Number(rest[i]), bytes: String(rest[i + 1] ?? hexOf(text)) });
    at += fragments.length;
    return { text, start, end: at, fragments };
  });
}

const hexOf = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) =>
    byte.toString(16).toUpperCase().padStart(2, '0'),
  ).join(' ');
