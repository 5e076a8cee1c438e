import { checkSetting } from './settings.ts';

/**
 * Bans every token that would make n tokens in a row a second time, prompt included, in place
 * (Paulus, Xiong and Socher 2018, section 2.5; `no_repeat_ngram_size`). n = 0 bans nothing.
 */
export function banRepeats(logits: Float32Array, ids: readonly number[], n: number): void {
  checkSetting('noRepeatNgramSize', n);
  if (n === 0) return;
  for (const id of repeats(ids, n)) if (id < logits.length) logits[id] = -Infinity;
}

/**
 * The tokens that have followed the last n − 1 tokens before: each would repeat n tokens in a row.
 * Example: repeats([1, 2, 3, 1, 2], 3) → {3}
 */
export function repeats(ids: readonly number[], n: number): Set<number> {
  const last = n > 1 ? ids.slice(1 - n) : [];
  const followers = ids.filter(
    (_, at) => at >= n - 1 && last.every((id, i) => ids[at - (n - 1) + i] === id),
  );
  // a text shorter than n − 1 tokens has repeated nothing
  return new Set(last.length === n - 1 ? followers : []);
}
