/**
 * Who may see whom, as squares of truth: `mask[i][j]` says whether token i may look at token j.
 * Every token may look at itself. Rows are the lookers, as in an attention pattern.
 */
export type Mask = readonly (readonly boolean[])[];

/** Every token sees every token (BERT, and any encoder). */
export function bidirectionalMask(n: number): Mask {
  return maskOf(n, () => true);
}

/** Token i sees tokens 0 … i (GPT, and any decoder). */
export function causalMask(n: number): Mask {
  return maskOf(n, (i, j) => j <= i);
}

/**
 * An encoder of n tokens and a decoder of m, in one square of n + m: the encoder is bidirectional,
 * the decoder causal, and every token of the decoder sees the whole encoder (cross-attention). The
 * encoder sees nothing of the decoder. Source: Vaswani et al. 2017, section 3.2.3.
 */
export function encoderDecoderMask(n: number, m: number): Mask {
  return maskOf(n + m, (i, j) => (j < n ? true : i >= n && j <= i));
}

/** Everything is seen but the one token that a position has to predict, the next. */
export function hideNextMask(n: number): Mask {
  return maskOf(n, (i, j) => j !== i + 1);
}

function maskOf(size: number, sees: (i: number, j: number) => boolean): Mask {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => sees(i, j)));
}

/**
 * What can reach what after a number of layers that share a mask: `reach(mask, 2)[i][j]` says whether
 * i sees some token that sees j. The boolean power of the mask; one layer is the mask itself.
 * Throws a RangeError for fewer than one layer.
 */
export function reach(mask: Mask, layers: number): Mask {
  if (!Number.isInteger(layers) || layers < 1) throw new RangeError(`${layers} layers`);
  let reached = mask;
  for (let layer = 1; layer < layers; layer++) reached = then(mask, reached);
  return reached;
}

/** Who is seen through one layer of `mask` on top of layers that reach `below`. */
function then(mask: Mask, below: Mask): Mask {
  return mask.map((row) =>
    row.map((_, j) => row.some((sees, via) => sees && (below[via]?.[j] ?? false))),
  );
}

/**
 * The shortest way by which what `to` holds gets to `from`: the tokens from the source to the looker,
 * one step a layer. Null when there is none.
 * Example: with the next token hidden, pathTo(hideNextMask(3), 0, 1) → [1, 2, 0]
 */
export function pathTo(mask: Mask, from: number, to: number): number[] | null {
  const cameFrom = new Map<number, number>();
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const row = mask[at] ?? [];
    if (row[to]) return trace(cameFrom, at, to);
    row.forEach((sees, next) => {
      if (!sees || next === from || cameFrom.has(next)) return;
      cameFrom.set(next, at);
      queue.push(next);
    });
  }
  return null;
}

function trace(cameFrom: ReadonlyMap<number, number>, last: number, to: number): number[] {
  const path = [to];
  for (let at: number | undefined = last; at !== undefined; at = cameFrom.get(at)) path.push(at);
  return path;
}
