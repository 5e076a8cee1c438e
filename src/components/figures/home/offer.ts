import type { Offer, Offered } from '#lib/state/home-run.ts';

/** The likeliest tokens; a token drawn from further down takes the last place. */
export function rowsOfOffer({ top, pick }: Offer): readonly Offered[] {
  return pick === null || pick.rank < top.length ? top : [...top.slice(0, -1), pick];
}

/** What the tokens that have no row share. */
export function othersShare(offer: Offer): number {
  return Math.max(0, 1 - rowsOfOffer(offer).reduce((sum, { p }) => sum + p, 0));
}

export interface Segment {
  readonly x: number;
  readonly width: number;
  readonly drawn: boolean;
}

/** The likeliest tokens side by side in a bar as wide as all probability. */
export function segments({ shares, pick }: Offer, width: number): Segment[] {
  let sum = 0;
  return shares.map((p, rank) => {
    const x = sum;
    sum += width * p;
    return { x, width: width * p, drawn: rank === pick?.rank };
  });
}

/** Example: percent(0.0872) → '8.7 %', percent(0.0004) → '0.04 %' */
export function percent(p: number): string {
  return `${(100 * p).toFixed(p >= 0.00095 ? 1 : 2)} %`;
}
