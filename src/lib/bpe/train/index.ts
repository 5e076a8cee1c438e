export {
  bytesCorpus,
  endOfWord,
  largestCount,
  readWords,
  textCorpus,
  wordsCorpus,
  type Corpus,
  type CountedWord,
} from './corpus.ts';
export type { DrawnGroup, DrawnToken, DrawnWord } from './drawn.ts';
export { endMark } from './names.ts';
export {
  byteLimit,
  mergeLimit,
  openTraining,
  type Reading,
  type TrainingSession,
  type TrainingSettings,
} from './session.ts';
export { tieRules, type TieRule } from './tie.ts';
export {
  createTrainer,
  type PairChange,
  type PairCount,
  type StopReason,
  type TrainedMerge,
  type Trainer,
  type TrainerOptions,
} from './trainer.ts';
export type { MergeRow, PairRow, TokenRow, TrainingView } from './view.ts';
