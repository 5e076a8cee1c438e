/** What each penalty does to the logits of the tokens that are in a text. */
import { process, softmax, type TextSoFar } from '../sampling/index.ts';

export interface Penalties {
  /** θ of the repetition penalty; 1 changes nothing. */
  readonly repetition: number;
  /** Taken off for each time a token has been written. */
  readonly frequency: number;
  /** Taken off once. */
  readonly presence: number;
}

/** A token of the text, and how often it is in it. */
export interface PenalizedToken {
  readonly id: number;
  /** Times in the whole text, and times in what was written after the prompt. */
  readonly inText: number;
  readonly written: number;
  readonly before: { readonly logit: number; readonly p: number };
  readonly after: { readonly logit: number; readonly p: number };
}

/**
 * The likeliest `count` tokens by their logits [V] before the penalties, and how they are moved; the
 * repetition penalty looks at the prompt too, the two others at what was written only.
 */
export function penalized(
  logits: Float32Array,
  text: TextSoFar,
  { repetition, frequency, presence }: Penalties,
  count: number,
): PenalizedToken[] {
  const after = process(
    logits,
    {
      ...{ repetitionPenalty: repetition },
      ...{ frequencyPenalty: frequency, presencePenalty: presence },
    },
    text,
  );
  const [p, q] = [softmax(logits), softmax(after)];
  const times = (ids: readonly number[], id: number): number =>
    ids.reduce((sum, other) => sum + Number(other === id), 0);
  return leadingIds(logits, count).map((id) => ({
    ...{ id, inText: times(text.ids, id) },
    written: times(text.ids.slice(text.promptLength), id),
    before: { logit: logits[id] ?? NaN, p: p[id] ?? 0 },
    after: { logit: after[id] ?? NaN, p: q[id] ?? 0 },
  }));
}

/** The ids of the largest values, the largest first, of equals the lowest id. */
export function leadingIds(values: Float32Array, count: number): number[] {
  return Array.from(values.keys())
    .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || a - b)
    .slice(0, count);
}
