/**
 * Where a head of a known kind would look: for each query t the keys s ≤ t that count, the same as
 * the detection patterns of TransformerLens (`head_detector.py`). Nothing counts for query 0, which
 * can look at itself only.
 */

/** For each query the keys that count, in rising order; none: the query is left out of a score. */
export type Targets = readonly (readonly number[])[];

/** The token before: s = t − 1 (previous token heads; Olsson et al. 2022, Wang et al. 2022). */
export const previousToken = (ids: readonly number[]): Targets =>
  ids.map((_, t) => (t === 0 ? [] : [t - 1]));

/** Every earlier place of the same token (duplicate token heads; Wang et al. 2022, section 3). */
export function duplicateToken(ids: readonly number[]): Targets {
  const places = new Map<number, number[]>();
  return ids.map((id, t) => {
    const before = places.get(id) ?? [];
    places.set(id, [...before, t]);
    return before;
  });
}

/**
 * The place after every earlier place of the same token (induction heads; Olsson et al. 2022,
 * "prefix matching"). After a b … a, the second a looks at b.
 * Example: induction([1, 2, 1]) → [[], [], [1]]
 */
export const induction = (ids: readonly number[]): Targets =>
  duplicateToken(ids).map((before) => before.map((s) => s + 1));

/** The place itself. */
export const self = (ids: readonly number[]): Targets => ids.map((_, t) => (t === 0 ? [] : [t]));

/** The first place of the text (attention sinks; Xiao et al. 2023). */
export const firstToken = (ids: readonly number[]): Targets =>
  ids.map((_, t) => (t === 0 ? [] : [0]));
