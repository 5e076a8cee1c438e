import { basicTokens } from './basic.ts';
import type { WordPieceVocabulary } from './vocabulary.ts';

/** What stands for a word that the vocabulary cannot write. */
export const unknown = '[UNK]';

/** Longer words are unknown, as in the original. */
const longestWord = 200;

/**
 * Cuts a word greedily: the longest token of the vocabulary that it begins with, and so on
 * (`WordpieceTokenizer` of google-research/bert; the method: Schuster and Nakajima 2012). A word of
 * which a part is in no token is one [UNK].
 * Example: with un, ##want, ##ed: 'unwanted' → ['un', '##want', '##ed']
 */
export function matchWord(word: string, { ids }: WordPieceVocabulary): string[] {
  const characters = [...word];
  if (characters.length > longestWord) return [unknown];
  const pieces: string[] = [];
  for (let start = 0; start < characters.length;) {
    let end = characters.length;
    const mark = start > 0 ? '##' : '';
    while (end > start && !ids.has(mark + characters.slice(start, end).join(''))) end--;
    if (end === start) return [unknown];
    pieces.push(mark + characters.slice(start, end).join(''));
    start = end;
  }
  return pieces;
}

/** A text as WordPiece tokens, without [CLS] and [SEP]. */
export function wordPieces(text: string, vocabulary: WordPieceVocabulary): string[] {
  return basicTokens(text).flatMap((word) => matchWord(word, vocabulary));
}
