/** A ready experiment: two prompts that differ where the answer is decided, and the two answers. */
export interface PairText {
  readonly id: string;
  /** What kind of knowledge decides. */
  readonly kind: PairKind;
  readonly clean: string;
  readonly corrupted: string;
  /** The words that come next: after the clean prompt, and after the corrupted one. */
  readonly a: string;
  readonly b: string;
}

export type PairKind = 'ioi' | 'gender' | 'number' | 'verb' | 'repeat' | 'name';

/** Sentences of TransformerLens's "Exploratory Analysis Demo", after Wang et al. (2022), section 3. */
const FRAMES: readonly (readonly [string, string, string])[] = [
  ['When {A} and {B} went to the shops, {S} gave the bag to', 'John', 'Mary'],
  ['When {A} and {B} went to the park, {S} gave the ball to', 'Tom', 'James'],
  ['When {A} and {B} went to the shops, {S} gave an apple to', 'Dan', 'Sid'],
  ['After {A} and {B} went to the park, {S} gave a drink to', 'Martin', 'Amy'],
];

/**
 * Indirect object identification for GPT-2 small: the answer is the name that is not said again. The
 * corrupted prompt says the other one again.
 */
export const IOI: readonly PairText[] = FRAMES.flatMap(([frame, A, B], i) => {
  const say = (S: string): string => frame.replace('{A}', A).replace('{B}', B).replace('{S}', S);
  const [first, second] = [say(A), say(B)];
  return [
    { id: `ioi-${i + 1}a`, kind: 'ioi', clean: first, corrupted: second, a: B, b: A },
    { id: `ioi-${i + 1}b`, kind: 'ioi', clean: second, corrupted: first, a: A, b: B },
  ] as const;
});
