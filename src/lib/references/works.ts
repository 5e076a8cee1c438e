import type { Work } from './work.ts';
import { attentionWorks } from './works/attention.ts';
import { blockWorks } from './works/block.ts';
import { decodingWorks } from './works/decoding.ts';
import { modelsWorks } from './works/models.ts';
import { positionsWorks } from './works/positions.ts';
import { tokensWorks } from './works/tokens.ts';

/** Every work that a lesson cites. */
export const works: readonly Work[] = [
  ...modelsWorks,
  ...tokensWorks,
  ...positionsWorks,
  ...attentionWorks,
  ...blockWorks,
  ...decodingWorks,
];

/** The work of an id. Throws a RangeError when there is none. */
export function workOf(id: string): Work {
  const work = works.find((each) => each.id === id);
  if (!work) throw new RangeError(`no work ${id} among the references`);
  return work;
}
