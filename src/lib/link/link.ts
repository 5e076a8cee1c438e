/** A whole link: the part of the address after #, of today's form or an older one. */
import { LIMITS, PACKED, PLAIN, readParts, writeParts, type Parts } from './form.ts';
import { readOld } from './old.ts';

/** What a fragment turned out to be. */
export type Opened =
  /** No link: nothing, or a place on the page. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'link';
      readonly parts: Parts;
      /** Names of what could not be read at all. */
      readonly left: readonly string[];
    }
  /** Meant to be a link, but cut off or spoiled, of a later form than this page knows, or too long. */
  | { readonly kind: 'unreadable'; readonly why: 'damaged' | 'newer' | 'too-long' };

/** Plain links longer than this are compressed. */
export const LONG = 1_200;

/** Whether a fragment means to hold a state, readable or not. */
export const isLink = (hash: string): boolean => /^#?(v|heads|text|decoding)\d+z?[?.]/.test(hash);

/**
 * Reads a fragment, with or without its #. Never rejects. Only a compressed one waits, for the code
 * that unpacks it.
 */
export async function openLink(hash: string): Promise<Opened> {
  const link = hash.replace(/^#/, '');
  if (!link.startsWith(PACKED)) return openPlain(link);
  if (link.length > LIMITS.packed) return { kind: 'unreadable', why: 'too-long' };
  const { unpackText } = await import('./deflate.ts');
  const plain = unpackText(link.slice(PACKED.length), LIMITS.bytes);
  return plain === null
    ? { kind: 'unreadable', why: 'damaged' }
    : { kind: 'link', ...readParts(plain) };
}

/** The same at once, for a link that is not compressed; null for one that is. */
export function openAtOnce(hash: string): Opened | null {
  const link = hash.replace(/^#/, '');
  return link.startsWith(PACKED) ? null : openPlain(link);
}

function openPlain(link: string): Opened {
  if (!isLink(link)) return { kind: 'none' };
  if (link.length > LIMITS.link) return { kind: 'unreadable', why: 'too-long' };
  if (link.startsWith(PLAIN)) return { kind: 'link', ...readParts(link.slice(PLAIN.length)) };
  const old = readOld(link);
  return old ? { kind: 'link', ...old } : { kind: 'unreadable', why: 'newer' };
}

/**
 * The fragment for some parts, without its #: plain where it is short, and then at once; compressed where it is
 * long. Null where it is too long even so.
 */
export function makeLink(parts: Parts): string | Promise<string | null> {
  const plain = writeParts(parts);
  return plain.length <= LONG ? plain : packed(plain);
}

async function packed(plain: string): Promise<string | null> {
  const { packText } = await import('./deflate.ts');
  const short = PACKED + packText(plain.slice(PLAIN.length));
  const whole = short.length < plain.length ? short : plain;
  return whole.length <= LIMITS.packed ? whole : null;
}
