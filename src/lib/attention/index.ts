export {
  concatAt,
  headSize,
  inputAt,
  mixedAt,
  patternAt,
  productsAt,
  vectorAt,
  type Choice,
  type Column,
  type LayerNumbers,
  type Weights,
} from './layer.ts';
export { numbersSnippet } from './snippet.ts';
export { largestSlope, softmax64, softmaxJacobian } from './softmax.ts';
export {
  columnOf,
  layerCaptures,
  layerFromRun,
  layerFromStored,
  layerTensors,
  packFloats,
  scaleOf,
  unpackFloats,
  type LayerWeights,
  type StoredLayer,
} from './source.ts';
export {
  BINS,
  drawSlopes,
  FIRST_POWER,
  quantile,
  QUANTILES,
  summarize,
  WIDTHS,
  type SlopeOptions,
  type SlopesAt,
  type SlopeSummary,
  type Spread,
} from './sqrt.ts';
export {
  exponentials,
  openNumber,
  STEPS,
  stepResult,
  type Opened,
  type StepName,
  type StepResult,
} from './steps.ts';
export { makeScorer, raceScores, scoreCost, type Cost, type Scorer } from './additive.ts';
export { crossPattern, type Meaning, type Parallel } from './cross.ts';
export { comparePlace, doneAfter, ticksNeeded, type Prediction } from './forcing.ts';
export {
  dealWishes,
  HEAD_COUNTS,
  headPattern,
  readable,
  sentences,
  TOY_SIZE,
  wishedPlace,
  WISHES,
  type Head,
  type Wish,
} from './many-heads.ts';
export { solve } from './solve.ts';
export { headOver, type TwoMatrices } from './two-matrices.ts';
