import { utf8Units, type Piece } from '../bpe/index.ts';

/** A stretch of a group's bytes: `to` not included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/** A character as readers count them (a grapheme cluster); null where the bytes are none. */
export interface CharacterPart extends ByteRange {
  readonly text: string | null;
}

/** A token of the group. */
export interface TokenPart extends ByteRange {
  readonly id: number;
  /** Its place in the text. */
  readonly index: number;
}

/** Tokens that only together are whole characters, as four rows over the same bytes. */
export interface TokenGroup {
  /** The place of its first token in the text. */
  readonly start: number;
  readonly text: string;
  /** Two hexadecimal digits a byte; none for a special token, which stands for no bytes. */
  readonly bytes: readonly string[];
  readonly characters: readonly CharacterPart[];
  readonly tokens: readonly TokenPart[];
  readonly special: boolean;
}

/**
 * A piece as four rows that share byte offsets: two things belong together where their ranges meet.
 * A special token gets the one range 0–1 in all rows.
 */
export function groupOf(piece: Piece, isSpecial: (id: number) => boolean, offset = 0): TokenGroup {
  const { text, fragments } = piece;
  const start = piece.start + offset;
  const [first] = fragments;
  if (first && isSpecial(first.id)) {
    const range = { from: 0, to: 1 };
    const characters = [{ text, ...range }];
    const tokens = [{ id: first.id, index: start, ...range }];
    return { start, text, bytes: [], characters, tokens, special: true };
  }
  let at = 0;
  const tokens = fragments.map(({ id, bytes }, i) => {
    const from = at;
    at += (bytes.length + 1) / 3;
    return { id, index: start + i, from, to: at };
  });
  const bytes = fragments.flatMap((fragment) => fragment.bytes.split(' '));
  const values = Uint8Array.from(bytes, (byte) => parseInt(byte, 16));
  return { start, text, bytes, characters: charactersOf(values), tokens, special: false };
}

/** True where two stretches have a byte in common. */
export function meets(a: ByteRange, b: ByteRange): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The grapheme clusters (Unicode Standard Annex #29) of bytes; broken bytes are one part a run. */
function charactersOf(bytes: Uint8Array): CharacterPart[] {
  const units = utf8Units(bytes);
  const parts: { text: string | null; from: number; to: number }[] = [];
  const starts = new Set<number>();
  const joined = units.map(({ text }) => text ?? '\ufffd').join('');
  for (const { index } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(joined)) {
    starts.add(index);
  }
  let at = 0; // in UTF-16 units
  for (const { start, end, text } of units) {
    const last = parts.at(-1);
    if (last && last.text !== null && text !== null && !starts.has(at)) {
      last.text += text;
      last.to = end;
    } else parts.push({ text, from: start, to: end });
    at += (text ?? '\ufffd').length;
  }
  return parts;
}
