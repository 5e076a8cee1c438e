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
