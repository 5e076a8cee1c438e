import { checkSetting } from './settings.ts';

/**
 * Bans the last token of each bad word where the text ends with the tokens before it, in place; a
 * word of one token is always banned (`bad_words_ids`). How a word is cut into tokens depends on the
 * space before it: " cat" and "cat" are two words here.
 */
export function banWords(
  logits: Float32Array,
  ids: readonly number[],
  words: readonly (readonly number[])[],
): void {
  checkSetting('badWordsIds', words);
  for (const word of words) {
    const start = ids.length - (word.length - 1);
    const begun = word.slice(0, -1).every((id, i) => ids[start + i] === id);
    const last = word.at(-1) ?? -1;
    if (begun && last < logits.length) logits[last] = -Infinity;
  }
}
