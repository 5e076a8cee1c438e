import { hex, split, type Tokenizer, type TraceStep } from '../bpe/index.ts';

/** A token as it is shown: its text (bytes that are no character as <0xE6>) and its bytes. */
export interface TokenName {
  readonly text: string;
  readonly bytes: string;
}

/** One piece of the text and its merges, in the order in which they are done. */
export interface PieceReplay {
  readonly text: string;
  /** The single bytes at the start, as ids. */
  readonly parts: readonly number[];
  readonly steps: readonly TraceStep[];
  readonly ids: readonly number[];
}

/** A text's pieces with all their merges. */
export interface Replay {
  readonly text: string;
  readonly pieces: readonly PieceReplay[];
  /** Every id that occurs in the pieces. */
  readonly names: Readonly<Record<number, TokenName>>;
  /** True where the text was longer than what is replayed. */
  readonly cut: boolean;
}

/** Longer texts are cut, and so are longer pieces: each step is drawn whole. */
export const longestReplay = { characters: 400, pieceCharacters: 120 } as const;

/**
 * Replays a tokenizer's merges on a text, piece by piece, from single bytes to tokens.
 * Example: the last piece of replay(gpt2, ' chartreuse') ends as 8262 260 1904
 */
export function replay(tokenizer: Tokenizer, text: string): Replay {
  const whole = [...text.toWellFormed()];
  const kept = whole.slice(0, longestReplay.characters).join('');
  const words = split(kept);
  const pieces = words.map((word) => {
    const shown = [...word].slice(0, longestReplay.pieceCharacters).join('');
    // A shortened piece may be more than one piece by itself: the last spaces of a run stand alone.
    const first = split(shown)[0] ?? shown;
    return { text: first, ...tokenizer.trace(first) };
  });
  const ids = new Set(
    pieces.flatMap(({ parts, steps }) => [...parts, ...steps.map(({ id }) => id)]),
  );
  return {
    text: kept,
    pieces,
    names: Object.fromEntries([...ids].map((id) => [id, nameOf(tokenizer, id)])),
    cut:
      whole.length > longestReplay.characters || pieces.some((piece, i) => piece.text !== words[i]),
  };
}

/** A token for the eye. */
export function nameOf(tokenizer: Tokenizer, id: number): TokenName {
  return { text: tokenizer.tokenText(id), bytes: hex(tokenizer.tokenBytes(id)) };
}
