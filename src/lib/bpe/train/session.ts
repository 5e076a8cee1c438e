import { clipToBytes } from './clip.ts';
import { readWords, textCorpus, wordsCorpus, type Corpus } from './corpus.ts';
import { createNamer } from './names.ts';
import type { TieRule } from './tie.ts';
import { createTrainer, type Trainer } from './trainer.ts';
import { viewOf, type MergeRow, type TrainingView } from './view.ts';

/** How a text is read: characters of words with an end mark, or bytes of GPT-2's pieces. */
export type Reading = 'words' | 'bytes';

/** What is trained on, and when to stop. */
export interface TrainingSettings {
  readonly reading: Reading;
  readonly ties: TieRule;
  /** At most so many merges; `mergeLimit` is the most. */
  readonly merges: number;
  /** The size of the vocabulary to stop at; null for none. */
  readonly vocabulary: number | null;
  /** Stop when the best pair occurs only once. */
  readonly once: boolean;
}

/** The most merges that can be asked for. */
export const mergeLimit = 10_000;
/** The longest text, in bytes of UTF-8. */
export const byteLimit = 5_000_000;

/** One text in training, of which pictures can be taken. */
export interface TrainingSession {
  /** Merges done. */
  readonly at: number;
  /** One merge towards `goal`, there or back; false when it is there or a stop rule forbids more. */
  toward(goal: number): boolean;
  view(): TrainingView;
  /** The merges from one on up to where training stands. */
  rows(from: number): MergeRow[];
}

/** Opens a text; what is longer than `byteLimit` is left out. */
export function openTraining(text: string, settings: TrainingSettings): TrainingSession {
  const { text: read, clipped } = clipToBytes(text, byteLimit);
  const corpus: Corpus =
    settings.reading === 'bytes' ? textCorpus(read) : wordsCorpus(readWords(read));
  const name = createNamer(settings.reading);
  const { ties, once, vocabulary } = settings;
  const merges = Math.min(settings.merges, mergeLimit);
  const start = (): Trainer =>
    createTrainer(corpus, { ties, once, merges, ...(vocabulary === null ? {} : { vocabulary }) });
  let trainer = start();
  const context = { settings, clipped, startTokens: trainer.tokens };
  return {
    get at() {
      return trainer.merges.length;
    },
    toward(goal) {
      const at = trainer.merges.length;
      if (goal >= at) return goal > at && trainer.step() !== null;
      // Starting afresh is quicker than taking back more than half.
      if (goal < at / 2 && at > 100) trainer = start();
      else trainer.back();
      return trainer.merges.length !== goal;
    },
    view: () => viewOf(trainer, context),
    rows: (from) =>
      trainer.merges.slice(from).map(({ left, right, id, count, tokens }) => ({
        left: name(trainer.text(left)),
        right: name(trainer.text(right)),
        made: name(trainer.text(id)),
        count,
        tokens,
      })),
  };
}
