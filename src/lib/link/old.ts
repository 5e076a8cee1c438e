/**
 * Links as they were written before there was one form for all pages. They open for ever: each becomes
 * parts, which the schemas of today judge.
 *
 * - `v1?p=…&b=0&l=…` the model page (key by key as today),
 * - `heads1?p=…&b=…&o=5.1` the attention lab,
 * - `text1?t=…&s=1` the tokenizer playground, in lesson and lab,
 * - `decoding1?p=…&c={…}&c={…}` the decoding lab; its columns are one list now.
 */
import { LIMITS, PAGE, type Part, type ReadParts } from './form.ts';

const OLD = /^(v1|heads1|text1|decoding1)\?/;

/** Parts of a link of an older form; null for anything else. Never throws. */
export function readOld(link: string): ReadParts | null {
  const [head = '', version] = OLD.exec(link) ?? [];
  if (version === undefined) return null;
  const query = new URLSearchParams(link.slice(head.length));
  const part = new Map<string, string>();
  const left: string[] = [];
  for (const [key, value] of query) {
    const known = /^[a-z]$/.test(key) && part.size < LIMITS.keys;
    if (!known) left.push(key.slice(0, LIMITS.keys));
    else if (!part.has(key)) part.set(key, value);
  }
  if (version === 'decoding1') part.set('c', columns(query.getAll('c'), left));
  if (version === 'text1') return { parts: new Map([['playground', playground(part)]]), left };
  return { parts: new Map([[PAGE, part]]), left };
}

const playground = (part: Part): Part =>
  new Map([...part].filter(([key, value]) => key !== 's' || value === '1'));

/** Each column was a JSON text of its own. */
function columns(written: readonly string[], left: string[]): string {
  const values: unknown[] = [];
  for (const one of written) {
    try {
      values.push(JSON.parse(one));
    } catch {
      left.push('c');
    }
  }
  return JSON.stringify(values);
}
