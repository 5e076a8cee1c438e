import { massUpTo, sizeOf, widthOf, type Ranked } from './ranked.ts';

/** As in lib/sampling: how far, relative, a sum may fall short of a bound and still count as reaching it. */
const SLACK = 1e-6;

/** Which cut is drawn: top-k, top-p, or one after the other. */
export type CutBy = 'k' | 'p' | 'both';

/**
 * How many of the likeliest tokens it takes to hold at least p together: the nucleus of Holtzman et al.
 * 2020. All that are possible for p = 1. Example: of ½, ¼, ⅛, ⅛ it takes 3 to hold 0.8.
 */
export function tokensFor(all: Ranked, p: number): number {
  if (p >= 1) return possible(all);
  const enough = p * (1 - SLACK);
  const { sums, ends } = all;
  const bin = sums.findIndex((sum) => sum >= enough);
  const start = ends[bin - 1] ?? 0;
  const before = sums[bin - 1] ?? 0;
  const part = (enough - before) / ((sums[bin] ?? 1) - before);
  return start + Math.max(Math.ceil(part * widthOf(ends, bin)), 1);
}

/** How many tokens have a probability above 0. */
export function possible(all: Ranked): number {
  const impossible = all.logprobs.indexOf(-Infinity);
  return impossible === -1 ? sizeOf(all) : (all.ends[impossible - 1] ?? 0);
}

/**
 * How many tokens are left after a cut. Both: top-k first, then top-p of what is left of the
 * probability, which is the order of `generate`.
 */
export function keptBy(all: Ranked, by: CutBy, k: number, p: number): number {
  const first = Math.min(k, possible(all));
  if (by === 'k') return first;
  if (by === 'p') return tokensFor(all, p);
  return Math.min(first, p >= 1 ? first : tokensFor(all, p * massUpTo(all, first)));
}
