import { hex, toBytes } from '../bytes.ts';
import { utf8Units } from '../utf8.ts';
import { endOfWord } from './corpus.ts';

/** How the end of a word is shown, as in the paper. */
export const endMark = '</w>';
/** The longest name, in characters; a longer one ends with an ellipsis. */
const longest = 40;

/**
 * Makes the function from a token's characters to what is shown of it: bytes that are a whole
 * character as that character, others in
 * hexadecimal, as <E6 98>; characters of words as they are, and the end of a
 * word as `</w>`. A token of a megabyte costs no more than a short one.
 */
export function createNamer(reading: 'words' | 'bytes'): (text: string) => string {
  return reading === 'bytes'
    ? (text) => shorten(bytesForTheEye(toBytes(text.slice(0, longest * 4 + 4))))
    : (text) => shorten(text.slice(0, longest * 2 + 2)).replace(endOfWord, endMark);
}

function bytesForTheEye(bytes: Uint8Array): string {
  let shown = '';
  let broken = 0; // bytes up to here that are no character
  const units = utf8Units(bytes);
  units.forEach(({ end, text }, i) => {
    if (text !== null) shown += text;
    else if (i + 1 === units.length || units[i + 1]?.text !== null)
      shown += `<${hex(bytes.subarray(broken, end)).replaceAll(' ', '\u202f')}>`;
    if (text !== null || units[i + 1]?.text !== null) broken = end;
  });
  return shown;
}

/** At most `longest` characters, the last of them an ellipsis where some are missing. */
export function shorten(text: string): string {
  if (text.length <= longest) return text;
  const characters = [...text.slice(0, longest * 2 + 2)];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}
