import type { Tokenizer } from '#lib/bpe/index.ts';
import type { FirstText } from '#lib/state/tokenizer-text.svelte.ts';
import { groupsBetween, readText } from '#lib/tokens/index.ts';

/** A text as it is drawn before any script runs. */
export function firstText(tokenizer: Tokenizer, text: string): FirstText {
  const reading = readText(tokenizer, text, { allowSpecial: false });
  const groups = groupsBetween(tokenizer, reading, 0, reading.starts.length);
  return { text, facts: reading.facts, groups };
}
