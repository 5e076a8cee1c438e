import type { Rows } from './losses.ts';

/**
 * What each token's vector loses when the text is read in another order: ‖after − before‖ / ‖before‖
 * for each token of the new order, matched with itself in the old one. `order[i]` is the old place of
 * the token that now stands at i; both are [T, D].
 */
export function relativeChange(before: Rows, after: Rows, order: readonly number[]): number[] {
  const D = before.shape[1] ?? 0;
  return order.map((from, at) => {
    let [change, size] = [0, 0];
    for (let i = 0; i < D; i++) {
      const old = before.data[from * D + i] ?? NaN;
      change += ((after.data[at * D + i] ?? NaN) - old) ** 2;
      size += old ** 2;
    }
    return Math.sqrt(change / size);
  });
}

/**
 * Which tokens of the new order have the same bag of tokens before them as in the old one: those that
 * one causal layer without positions cannot tell from before. Equal ids count as equal, so two
 * places of the same token may be exchanged.
 */
export function samePast(ids: readonly number[], order: readonly number[]): boolean[] {
  return order.map((from, at) => {
    const now = order.slice(0, at).map((place) => ids[place] ?? -1);
    return bag(now) === bag(ids.slice(0, from));
  });
}

const bag = (ids: readonly number[]): string => [...ids].sort((a, b) => a - b).join(' ');
