export { ablationEdits, editedAblations, measuredMean, type Ablation } from './ablate.ts';
export {
  bestToken,
  effectOf,
  klDivergence,
  logitDifference,
  logProbability,
  type Answers,
  type Effect,
} from './answer.ts';
export {
  attribute,
  attributed,
  attributionCaptures,
  type Attribution,
  type Term,
  type TermKind,
  type Written,
} from './attribute.ts';
export { headOutputs, type HeadOutputs } from './headOutputs.ts';
export {
  contrast,
  lastRows,
  mostLookedAt,
  patternNames,
  rankCorrelation,
  type Look,
} from './looks.ts';
export { activationOf, hasPart, partName, partsOf, range, samePart, type Part } from './parts.ts';
export {
  PATCH_KINDS,
  patchCaptures,
  patchCells,
  patchColumns,
  patchEdits,
  patchName,
  recovered,
  type PatchCell,
  type PatchKind,
} from './patch.ts';
export { answerToken, readPrompt, type AnswerToken, type Prompt } from './read.ts';
export { rowOf, type Captured } from './rows.ts';
export {
  ablationSweep,
  patchBase,
  patchOne,
  patchSweep,
  type PatchBase,
  type PatchPair,
  type Progress,
  type Sweep,
  type SweptPart,
} from './sweep.ts';
export { compare, nextPairs, readSide, type Comparison, type Pair, type Side } from './compare.ts';
export { IOI, type PairKind, type PairText } from './ioi.ts';
export type {
  StoredCausal,
  StoredNext,
  StoredPair,
  StoredPrompt,
  StoredSweep,
  StoredToken,
} from './stored.ts';
export {
  ablationSnippet,
  attributionSnippet,
  looksSnippet,
  patchSnippet,
  sweepSnippet,
  type SnippetFacts,
} from './snippet.ts';
