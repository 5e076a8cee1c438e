/** A stretch of a token's text: as it is, or a sign that stands for something invisible. */
export interface Stretch {
  readonly text: string;
  readonly sign: boolean;
}

const SIGNS: Readonly<Record<string, string>> = {
  ' ': '·',
  '\n': '↵',
  '\r': '␍',
  '\t': '⇥',
  '\u00a0': '⍽',
  '\u3000': '□',
  '\u200b': '∅',
};

/**
 * Splits a token's text so that spaces and line ends can be seen. Other control characters become
 * their pictures (U+2400 block). Example: visible(' a\n') → sign '·', 'a', sign '↵'
 */
export function visible(text: string): Stretch[] {
  const stretches: { text: string; sign: boolean }[] = [];
  for (const char of text) {
    const sign = signOf(char);
    const last = stretches.at(-1);
    if (last && last.sign === (sign !== null)) last.text += sign ?? char;
    else stretches.push({ text: sign ?? char, sign: sign !== null });
  }
  return stretches;
}

/** The same as one string, for axes and sentences. Example: visibleText(' a') → '·a' */
export function visibleText(text: string): string {
  return visible(text)
    .map((stretch) => stretch.text)
    .join('');
}

/** Shortens to at most `length` characters, with an ellipsis. */
export function shorten(text: string, length: number): string {
  const chars = [...text];
  return chars.length > length ? `${chars.slice(0, length - 1).join('')}…` : text;
}

function signOf(char: string): string | null {
  const sign = SIGNS[char];
  if (sign !== undefined) return sign;
  const code = char.codePointAt(0) ?? 0;
  if (code < 32) return String.fromCodePoint(0x2400 + code);
  return code === 127 ? '␡' : null;
}
