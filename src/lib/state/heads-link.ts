/** Names of heads, how many can be pinned, and links to the attention lab. */
import { headsPage, PAGE, writePart, writeParts } from '../link/index.ts';
import type { HeadAt, HeadsPageState } from '../link/index.ts';

export { MOST_PINS } from '../link/index.ts';
export type { HeadAt } from '../link/index.ts';

/** Example: nameOf({ layer: 5, head: 1 }) → '5.1' */
export const nameOf = ({ layer, head }: HeadAt): string => `${String(layer)}.${String(head)}`;

/**
 * A fragment, without #, for the attention lab. What it lacks is as the lab has it.
 * Example: writeHeadsLink({ text: 'a b', open: { layer: 5, head: 1 } }) → 'v2?p=a+b&o=5.1'
 */
export function writeHeadsLink(state: Partial<HeadsPageState>): string {
  return writeParts(new Map([[PAGE, writePart(headsPage, state).part]]));
}
