import type { Method } from '#lib/tokens/index.ts';

/** The text that the four segmentations begin with. */
export const fourText = 'The tokenizers disagree about internationalisation, naïveté and 😉.';

/**
 * How many characters Unicode has given a meaning to, as the JavaScript engine knows it: graphic and
 * format characters, without controls, surrogates and private use, as Unicode counts them itself.
 */
export function unicodeCharacters(): number {
  const assigned = /^[^\p{Cn}\p{Cs}\p{Co}\p{Cc}]$/u;
  let count = 0;
  for (let code = 0; code <= 0x10ffff; code++) {
    if (assigned.test(String.fromCodePoint(code))) count++;
  }
  return count;
}

/** Vocabulary sizes that are not counted here, with their sources in the caption. */
export const vocabularySizes: Readonly<Record<Exclude<Method, 'characters'>, number>> = {
  words: 267_735, // WikiText-103 (Merity et al. 2017, table 1)
  wordpiece: 30_522, // bert-base-uncased
  bpe: 50_257, // GPT-2
};
