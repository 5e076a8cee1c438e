export { logRanks, rankPoints, sumPoints, type Point } from './curves.ts';
export { keptBy, possible, tokensFor, type CutBy } from './cuts.ts';
export {
  binEnds,
  fromBins,
  isExact,
  massUpTo,
  ranked,
  sizeOf,
  thinned,
  type Ranked,
} from './ranked.ts';
export { decadesOf, entropyOf, perplexityOf, type Decade } from './shape.ts';
export {
  NAMED,
  nextStep,
  readPieces,
  readStep,
  storePieces,
  storeStep,
  type Named,
  type NextStep,
  type StoredPiece,
  type StoredStep,
} from './steps.ts';
export type { StoredDecoding, StoredPrompt } from './stored.ts';
export { atTemperature } from './temper.ts';
