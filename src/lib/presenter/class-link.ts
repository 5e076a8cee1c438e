/** Links for a class: `?hide=answers,controls&lock=prompt`. Marked on <html> by `theme.inline.js`. */

/** What a link may hide. The early script of a page knows the same words. */
export const hideable = ['answers', 'controls', 'captions', 'notes', 'nav'] as const;
export type Hideable = (typeof hideable)[number];

/** What a link may fix. */
export const lockable = ['prompt'] as const;
export type Lockable = (typeof lockable)[number];

export interface ClassLink {
  readonly hide: readonly Hideable[];
  readonly lock: readonly Lockable[];
}

/** Words of a list with commas that are known, each once, in the order in which they are known. */
function known<Word extends string>(text: string | null, words: readonly Word[]): readonly Word[] {
  const asked = (text ?? '').split(',').map((word) => word.trim().toLowerCase());
  return words.filter((word) => asked.includes(word));
}

/** What an address hides and fixes; unknown words are passed over. */
export function readClassLink(href: string): ClassLink {
  const { searchParams } = new URL(href);
  return {
    hide: known(searchParams.get('hide'), hideable),
    lock: known(searchParams.get('lock'), lockable),
  };
}

/**
 * The address of the same page for a class. The model stays, and so does the state after `#`; that
 * somebody was presenting does not.
 * Example: writeClassLink('http://x/en/?present=2#v1', { hide: ['answers', 'nav'], lock: [] })
 *   → 'http://x/en/?hide=answers,nav#v1'
 */
export function writeClassLink(href: string, { hide, lock }: ClassLink): string {
  const url = new URL(href);
  for (const name of ['present', 'hide', 'lock']) url.searchParams.delete(name);
  const own = [
    ...(hide.length > 0
      ? [`hide=${hideable.filter((word) => hide.includes(word)).join(',')}`]
      : []),
    ...(lock.length > 0
      ? [`lock=${lockable.filter((word) => lock.includes(word)).join(',')}`]
      : []),
  ];
  const query = [url.searchParams.toString(), ...own].filter((part) => part !== '').join('&');
  return `${url.origin}${url.pathname}${query === '' ? '' : `?${query}`}${url.hash}`;
}
