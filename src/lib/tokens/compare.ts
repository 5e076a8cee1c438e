import type { Piece, Tokenizer } from '../bpe/index.ts';
import { unknown, wordPieces, type WordPieceVocabulary } from '../wordpiece/index.ts';

export const methods = ['characters', 'words', 'wordpiece', 'bpe'] as const;

export type Method = (typeof methods)[number];

/** One unit of a segmentation. */
export interface Segment {
  readonly text: string;
  /** More than one where several tokens share a character. */
  readonly tokens: number;
  /** True where the vocabulary cannot write it. */
  readonly lost: boolean;
}

export interface Segmentation {
  readonly method: Method;
  readonly segments: readonly Segment[];
  /** The length of the sequence. */
  readonly length: number;
}

/** Longer texts are cut: the four are drawn whole. */
export const longestCompared = 1000;

/**
 * The same text in characters (code points), words (runs of letters, marks and numbers; any other
 * sign alone; white space dropped), WordPiece and byte-pair encoding.
 */
export function compareSegmentations(
  text: string,
  tokenizer: Tokenizer,
  vocabulary: WordPieceVocabulary,
): Segmentation[] {
  const kept = [...text.toWellFormed()].slice(0, longestCompared);
  const whole = kept.join('');
  const words = whole.match(/[\p{L}\p{M}\p{N}]+|[^\p{White_Space}\p{L}\p{M}\p{N}]/gu) ?? [];
  return [
    segmentation('characters', kept.map(plain)),
    segmentation('words', words.map(plain)),
    segmentation(
      'wordpiece',
      wordPieces(whole, vocabulary).map((piece) => ({ ...plain(piece), lost: piece === unknown })),
    ),
    segmentation('bpe', tokenizer.pieces(tokenizer.encode(whole)).map(ofPiece)),
  ];
}

function segmentation(method: Method, segments: Segment[]): Segmentation {
  return { method, segments, length: segments.reduce((sum, { tokens }) => sum + tokens, 0) };
}

function plain(text: string): Segment {
  return { text, tokens: 1, lost: false };
}

function ofPiece({ text, fragments }: Piece): Segment {
  return { text, tokens: fragments.length, lost: false };
}
