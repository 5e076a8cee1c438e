/**
 * Teacher forcing (Williams and Zipser 1989): with the right text given, every place predicts its next
 * token. The causal mask makes one pass over the whole text do what reading it token by token does.
 */
export interface Prediction {
  /** ln P(next token | text so far) in one pass over the whole text. */
  readonly together: number;
  /** The same from a pass over the text up to here alone. */
  readonly alone: number;
  /** The largest difference of any logit between the two. */
  readonly apart: number;
}

/** Compares the logits of a place, whole text against text so far, both [V]. */
export function comparePlace(
  together: Float32Array,
  alone: Float32Array,
  next: number,
): Prediction {
  let apart = 0;
  for (let v = 0; v < together.length; v++)
    apart = Math.max(apart, Math.abs((together[v] ?? NaN) - (alone[v] ?? NaN)));
  return { together: logprobOf(together, next), alone: logprobOf(alone, next), apart };
}

function logprobOf(logits: Float32Array, id: number): number {
  let largest = -Infinity;
  for (let v = 0; v < logits.length; v++) largest = Math.max(largest, logits[v] ?? NaN);
  let total = 0;
  for (let v = 0; v < logits.length; v++) total += Math.exp((logits[v] ?? NaN) - largest);
  return (logits[id] ?? NaN) - largest - Math.log(total);
}

/**
 * Which (place, layer) pairs are done after so many ticks, when each tick does all that can be done at
 * once: a recurrent network needs the place before, a transformer only the layer below.
 */
export function doneAfter(
  kind: 'transformer' | 'recurrent',
  ticks: number,
  place: number,
  layer: number,
): boolean {
  return (kind === 'transformer' ? layer : place + layer) < ticks;
}

/** Ticks until all is done. */
export const ticksNeeded = (
  kind: 'transformer' | 'recurrent',
  places: number,
  layers: number,
): number => (kind === 'transformer' ? layers : places + layers - 1);
