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
export { atTemperature } from './temper.ts';
