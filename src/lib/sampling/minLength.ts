/** Bans the tokens that end a text, in place, until `length` reaches `least`: min_length, min_new_tokens. */
export function banEnd(
  logits: Float32Array,
  ends: readonly number[],
  { length, least }: { length: number; least: number },
): void {
  if (length >= least) return;
  for (const id of ends) if (id < logits.length) logits[id] = -Infinity;
}
