/** The text that all columns go on from, as it is typed, with seed and length. */
import type { Tokenizer } from '../../bpe/index.ts';
import { ModelError } from '../../model/errors.ts';
import type { Settings } from './settings.ts';
import type { StoredLab } from './stored.ts';

export interface LabText {
  readonly prompt: string;
  /** Whether `<|endoftext|>` is put before the text. */
  readonly begin: boolean;
  readonly seed: string;
  readonly count: string;
}

/** A longer text cannot fit, and would only take long to be cut into tokens. */
const MAX_CHARACTERS = 20_000;

/** The text in tokens. Throws `too-long` and `empty-prompt`. */
export function tokensOf({ prompt, begin }: LabText, { eosId, encode }: Tokenizer): number[] {
  if (prompt.length > MAX_CHARACTERS) throw new ModelError('too-long', 'too many characters');
  const ids = [...(begin && eosId !== null ? [eosId] : []), ...encode(prompt)];
  if (ids.length === 0) throw new ModelError('empty-prompt', 'no text');
  return ids;
}

/** Everything that a column's texts depend on, as one string; `by` is the model. */
export function textKey(
  { prompt, begin, seed, count }: LabText,
  { drafts, kept }: Settings,
  by: string | null,
): string {
  const sorted = Object.entries(drafts).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([prompt, begin, seed.trim(), count.trim(), sorted, kept, by]);
}

export const storedText = ({ prompt, seed, count }: StoredLab): LabText => ({
  ...{ prompt, begin: true },
  ...{ seed: String(seed), count: String(count) },
});
