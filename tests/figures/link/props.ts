/** What the figures of lesson 2 are given when the site is built. */
import { firstFound } from '#components/figures/tokens/find.ts';
import { firstText } from '#components/figures/tokens/first-text.ts';
import { fourText, unicodeCharacters } from '#components/figures/tokens/four.ts';
import { gpt2Merges, gpt2Tokenizer } from '#lib/bpe/index.ts';
import {
  compareSegmentations,
  findTokens,
  foundToken,
  indexTokens,
  readText,
  replay,
} from '#lib/tokens/index.ts';
import { articleOne } from '#lib/udhr/index.ts';
import { bertVocabulary } from '#lib/wordpiece/index.ts';

export async function propsOf(id: string): Promise<Record<string, unknown>> {
  const tokenizer = await gpt2Tokenizer();
  if (id === 'replay') return { first: replay(tokenizer, ' chartreuse') };
  if (id === 'playground') return { first: firstText(tokenizer, 'Hello') };
  if (id === 'four') {
    const first = compareSegmentations(fourText, tokenizer, await bertVocabulary());
    return { first, unicode: { version: '', characters: unicodeCharacters() } };
  }
  if (id === 'find') {
    const merges = await gpt2Merges();
    const ids = findTokens(indexTokens(tokenizer), { by: 'kind', kind: 'han' });
    const rows = ids.slice(0, firstFound).map((one) => foundToken(tokenizer, merges, one));
    return { first: { count: ids.length, rows } };
  }
  if (id === 'languages') {
    const languages = articleOne.map((language) => ({
      ...language,
      facts: readText(tokenizer, language.text, { allowSpecial: false }).facts,
    }));
    const text = articleOne.find(({ tag }) => tag === 'zh-Hans')?.text ?? '';
    return { languages, first: firstText(tokenizer, text) };
  }
  return {};
}
