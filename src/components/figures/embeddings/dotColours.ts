/** What the colours of the dots say: the kind of each token, or the length of its row. */
import { cssColour } from '#components/charts/colour.ts';
import { lengthLevels } from './atlas.ts';

export const COLOURINGS = ['kind', 'length'] as const;
export type Colouring = (typeof COLOURINGS)[number];

const LEVELS = 24;

/** CSS colours of the kinds, or from the shortest row to the longest. */
export const dotColours: Readonly<Record<Colouring, readonly string[]>> = {
  kind: [1, 2, 3, 4, 5].map((i) => `var(--cat-${i})`),
  // The faintest of the scale would be lost on the ground.
  length: Array.from({ length: LEVELS }, (_, i) => cssColour(0.25 + (0.75 * i) / (LEVELS - 1))),
};

/** Each token's place among those colours. */
export const dotGroups = (
  colouring: Colouring,
  { kinds, norms }: { readonly kinds: Uint8Array; readonly norms: Float32Array },
): Uint8Array => (colouring === 'kind' ? kinds : lengthLevels(norms, LEVELS));
