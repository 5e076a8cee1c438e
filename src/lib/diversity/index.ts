export {
  bleu,
  brevityPenalty,
  EPSILON,
  MAX_ORDER,
  modifiedPrecision,
  nearestLength,
  type Precision,
} from './bleu.ts';
export { distinct, repeated } from './distinct.ts';
export { ngrams, type Unit } from './ngrams.ts';
export { selfBleu } from './selfBleu.ts';
