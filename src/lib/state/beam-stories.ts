/** What the figures of beams and loops show before any model is loaded; tools/model/stored-beams.ts makes it. */

import type { JudgedText } from './greedy-text.ts';
import type { TreeSearch } from './tree-grower.ts';

/** A judged text as JSON has it: no number, null, for the tokens that have no probability. */
export interface StoredText extends Omit<JudgedText, 'logprobs'> {
  readonly logprobs: readonly (number | null)[];
}

/** A text that was written without n tokens in a row twice; n = 0 without a ban. */
export interface StoredBlocked extends StoredText {
  readonly n: number;
}

export interface StoredBeams {
  readonly model: string;
  readonly command: string;
  readonly tree: TreeSearch;
  readonly greedy: StoredText;
  readonly phrase: StoredText;
  readonly blocked: readonly StoredBlocked[];
}

/** The sizes that are compared: no ban first. */
export const BLOCKED_SIZES = [0, 4, 3, 2] as const;

export const judgedText = ({ logprobs, ...text }: StoredText): JudgedText => ({
  ...text,
  logprobs: logprobs.map((logprob) => logprob ?? NaN),
});

export const storedText = ({ logprobs, ...text }: JudgedText): StoredText => ({
  ...text,
  logprobs: logprobs.map((logprob) => (Number.isFinite(logprob) ? logprob : null)),
});
