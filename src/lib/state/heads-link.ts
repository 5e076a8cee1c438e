/** Names of heads, and how many can be pinned. */
import type { HeadAt } from '../link/index.ts';

export { MOST_PINS } from '../link/index.ts';
export type { HeadAt } from '../link/index.ts';

/** Example: nameOf({ layer: 5, head: 1 }) → '5.1' */
export const nameOf = ({ layer, head }: HeadAt): string => `${String(layer)}.${String(head)}`;
