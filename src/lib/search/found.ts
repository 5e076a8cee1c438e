/** What a search can lead to. */
export type RecordKind = 'page' | 'section' | 'figure' | 'term';

/** A piece of a text, and whether it is one of the words that were looked for. */
export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** What the index says of one thing that it found. */
export interface Found {
  readonly kind: RecordKind;
  /** Its address below the site's base. */
  readonly url: string;
  readonly title: string;
  /** The title of its page. */
  readonly page: string;
  /** All of its text. */
  readonly text: string;
  /** A part of the text as pieces. */
  readonly excerpt: readonly Piece[];
  /** What Pagefind thinks of it: more is better. */
  readonly score: number;
}
