/** The playground's text in the part of the address after #. */

export interface TextLink {
  readonly text: string;
  /** Read `<|endoftext|>` as the special token. */
  readonly allowSpecial: boolean;
}

/** Longer texts are put in no link, and read from none. */
export const longestLinkText = 20_000;

const VERSION = 'text1';

/** Example: writeTextLink({ text: 'a b', allowSpecial: false }) → 'text1?t=a+b' */
export function writeTextLink({ text, allowSpecial }: TextLink): string {
  const query = new URLSearchParams({ t: text, ...(allowSpecial ? { s: '1' } : {}) });
  return `${VERSION}?${query.toString()}`;
}

/** Reads a link, with or without its #. Never throws; null where it holds no text. */
export function readTextLink(hash: string): TextLink | null {
  const link = hash.replace(/^#/, '');
  if (!link.startsWith(`${VERSION}?`)) return null;
  const query = new URLSearchParams(link.slice(VERSION.length + 1));
  const text = query.get('t');
  if (text === null || text.length > longestLinkText) return null;
  return { text, allowSpecial: query.get('s') === '1' };
}
