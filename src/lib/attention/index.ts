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
