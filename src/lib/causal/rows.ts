/** What a run brought back, by TransformerLens's names. */
export type Captured = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>
>;

/** One position's vector of an activation [T, D], or of one head of it [T, H, d]. */
export function rowOf(captured: Captured, name: string, t: number, head = 0): Float32Array {
  const tensor = captured[name];
  if (tensor === undefined) throw new Error(`not captured: ${name}`);
  const width = tensor.shape.at(-1) ?? 0;
  const heads = tensor.shape.length === 3 ? (tensor.shape[1] ?? 1) : 1;
  const from = (t * heads + head) * width;
  return tensor.data.subarray(from, from + width);
}
