/** The stored data of these figures, in the types that made it: JSON widens tuples. */
import json from '#lib/embedded/decoding.json';
import {
  readPieces,
  readStep,
  type NextStep,
  type StoredDecoding,
} from '#lib/distribution/index.ts';
import type { Piece } from '#lib/bpe/index.ts';
import type { TokenScore } from '#lib/scoring/index.ts';

export const stored = json as unknown as StoredDecoding;

export const storedStep = (step: StoredDecoding['flat']['step']): NextStep =>
  readStep(step, stored.ends);

export const storedPieces = (pieces: StoredDecoding['writing']['pieces']): Piece[] =>
  readPieces(pieces);

/** The stored passage's scores; token 0 has none. */
export function storedScores(): TokenScore[] {
  const ids = storedPieces(stored.scored.pieces).flatMap(({ fragments }) =>
    fragments.map(({ id }) => id),
  );
  return stored.scored.scores.map(([logprob, rank, entropy], i) => ({
    ...{ id: ids[i + 1] ?? -1, logprob, rank, entropy },
    bits: -logprob / Math.LN2,
  }));
}
