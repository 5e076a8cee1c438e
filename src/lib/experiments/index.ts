export { mean, tokenLosses, type Rows } from './losses.ts';
export { moved, placesFor, shuffle, type Experiment } from './places.ts';
export { relativeChange, samePast } from './reordered.ts';
export { changesByBlock, lossesWith, shiftCurve, type Losses } from './run.ts';
export type { StoredExperiments, StoredText } from './stored.ts';
