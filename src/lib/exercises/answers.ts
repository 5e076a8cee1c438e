/** Reading what was typed for a head or a prompt. */
import type { MeasuredHead } from './types.ts';

/**
 * A head as readers write it: `3.7`, `3,7`, `L3H7`, `layer 3 head 7`, `第 3 层第 7 头`. Null for anything
 * that is not two whole numbers.
 */
export function readHead(text: string): Pick<MeasuredHead, 'layer' | 'head'> | null {
  const found = text.normalize('NFKC').match(/\d+/g) ?? [];
  const rest = text.normalize('NFKC').replace(/\d+/g, '');
  const [layer, head] = found.map(Number);
  const plausible = /^[\s.,:;/\-a-z()层層号號头頭第個个]*$/iu.test(rest);
  if (found.length !== 2 || layer === undefined || head === undefined || !plausible) return null;
  return { layer, head };
}

/** Words of a text; a Chinese character counts as one. */
export const wordsOf = (text: string): number =>
  text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu)?.length ?? 0;

/** The first of some texts that occurs, in any case; null for none. */
export function forbiddenIn(text: string, without: readonly string[]): string | null {
  const low = text.toLowerCase();
  return without.find((each) => low.includes(each.toLowerCase())) ?? null;
}
