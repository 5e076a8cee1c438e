/** The model page's state in the part of the address after #, for links that other pages have to it. */
import { modelPage, PAGE, writePart, writeParts, type ModelPageState } from '../link/index.ts';

/** What is on the model page. */
export type LinkState = ModelPageState;

/** Longer prompts are put in no link. */
export { LONGEST_TEXT as MAX_LINK_PROMPT } from '../link/index.ts';

/**
 * A fragment, without #, in the plain form. What it lacks is as the page has it.
 * Example: writeLink({ prompt: 'a b', layer: 2 }) → 'v2?p=a+b&l=2'
 */
export function writeLink(state: Partial<LinkState>): string {
  return writeParts(new Map([[PAGE, writePart(modelPage, state).part]]));
}
