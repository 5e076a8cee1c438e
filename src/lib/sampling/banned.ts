/** Which tokens a ban has taken from a step of beam search, so that a figure can show them. */
import { leading } from './leading.ts';
import { repeats } from './ngrams.ts';
import { endsOf, type ProcessorOptions, type TextSoFar } from './options.ts';

/** A token that would have been looked at but for a ban. */
export interface Banned {
  /** The running text that it would have continued, as a row of the batch. */
  readonly parent: number;
  readonly id: number;
  /** ln P of the token under the model, what the diversity penalty took off included. */
  readonly logprob: number;
  /** What the text would have been compared by. */
  readonly total: number;
  readonly by: 'noRepeatNgramSize' | 'badWordsIds' | 'minLength';
}

/** The at most n likeliest tokens that `processed` bans and `scores` does not, best first. */
export function bannedAmong(
  scores: Float32Array,
  processed: Float32Array,
  options: ProcessorOptions,
  { ids }: Pick<TextSoFar, 'ids'>,
  n: number,
): Pick<Banned, 'id' | 'logprob' | 'by'>[] {
  if (processed === scores) return [];
  const only = scores.map((score, id) => (processed[id] === -Infinity ? score : -Infinity));
  const { noRepeatNgramSize: size = 0 } = options;
  const repeated = size > 0 ? repeats(ids, size) : new Set<number>();
  const ends = endsOf(options.eosTokenId);
  const isBadWord = (id: number): boolean =>
    options.badWordsIds?.some(
      (word) =>
        word.at(-1) === id &&
        word.slice(0, -1).every((one, i) => ids.at(i + 1 - word.length) === one),
    ) ?? false;
  const by = (id: number): Banned['by'] =>
    repeated.has(id)
      ? 'noRepeatNgramSize'
      : isBadWord(id) || !ends.includes(id)
        ? 'badWordsIds'
        : 'minLength';
  return Array.from(leading(only, null, n), (id) => ({
    id,
    logprob: scores[id] ?? 0,
    by: by(id),
  })).sort((a, b) => b.logprob - a.logprob);
}
