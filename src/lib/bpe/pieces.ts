import { hex } from './bytes.ts';
import { concat } from './decode.ts';
import { displayText, utf8Units } from './utf8.ts';

/** One token of a group, with its own bytes in hexadecimal, such as 'E6 98'. */
export interface Fragment {
  readonly id: number;
  readonly bytes: string;
}

/** Tokens that only together are whole characters: what one bracket spans. Mostly a single token. */
export interface Piece {
  /** What the reader sees; bytes that are no character (yet) as <0xE6>. */
  readonly text: string;
  /** The group is ids[start] … ids[end − 1]. */
  readonly start: number;
  readonly end: number;
  readonly fragments: readonly Fragment[];
}

/**
 * Groups tokens so that no group ends inside a character as readers count them: a grapheme cluster
 * (Unicode Standard Annex #29), so the two tokens of 😉, the ten of a ZWJ family, and a letter
 * with its combining mark stay together. Special tokens stand alone.
 */
export function groupPieces(
  ids: readonly number[],
  tokenBytes: (id: number) => Uint8Array,
  isSpecial: (id: number) => boolean,
): Piece[] {
  const parts = ids.map(tokenBytes);
  const breaks = graphemeBreaks(concat(parts));
  const groups: Piece[] = [];
  let start = 0;
  let offset = 0; // in bytes, at the end of the token
  for (const [index, id] of ids.entries()) {
    offset += parts[index]?.length ?? 0;
    const following = ids[index + 1];
    const last = following === undefined || isSpecial(following) || isSpecial(id);
    if (!last && !breaks.has(offset)) continue;
    const own = parts.slice(start, index + 1);
    const fragments = own.map((bytes, i) => ({ id: ids[start + i] ?? id, bytes: hex(bytes) }));
    groups.push({ text: displayText(concat(own)), start, end: index + 1, fragments });
    start = index + 1;
  }
  return groups;
}

/** Byte offsets at which a grapheme cluster, or a run of broken bytes, ends. */
function graphemeBreaks(bytes: Uint8Array): Set<number> {
  const units = utf8Units(bytes);
  const text = units.map((unit) => unit.text ?? '\ufffd').join('');
  const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text);
  const starts = new Set(Array.from(clusters, ({ index }) => index));
  const breaks = new Set<number>();
  let at = 0; // in UTF-16 units
  for (const unit of units) {
    if (starts.has(at)) breaks.add(unit.start);
    at += (unit.text ?? '\ufffd').length;
  }
  return breaks;
}
