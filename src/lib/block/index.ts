export {
  BINS,
  histogram,
  readPreActivations,
  type Histogram,
  type PreActivations,
} from './activations.ts';
export { backNorm, stackDepths, type DepthOptions, type DepthPoint, type Place } from './depth.ts';
export { account, readLedger, writersOf, type Entry, type Ledger, type Writer } from './ledger.ts';
export {
  addedToLogit,
  promotedBy,
  strongestNeurons,
  type Neuron,
  type Promoted,
  type Promotion,
} from './neurons.ts';
export { batchNorm, EPSILON, layerNorm, moments, normalise, type Batch } from './norms.ts';
export {
  lensSnippet,
  ledgerSnippet,
  neuronsSnippet,
  preActivationsSnippet,
  type SnippetText,
} from './snippets.ts';
export type { StoredBlock, StoredGuess, StoredLensCell } from './stored.ts';
