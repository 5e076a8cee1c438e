/** What the switchboard has in a link: the question, and the edits of the model. */
import { editedAblations, type Ablation } from '#lib/causal/index.ts';
import { edits, text, type Schema } from '#lib/link/index.ts';
import type { Edit } from '#lib/model/edits.ts';
import type { LabDesk } from '#lib/state/causal-lab.svelte.ts';
import type { Question } from '#lib/state/causal-question.ts';

export type CausalState = Question & { readonly edits: readonly Edit[] };

const all = edits('e');

export const causalLink: Schema<CausalState> = {
  text: text('p'),
  a: text('a', 200),
  b: text('b', 200),
  // Edits that this figure cannot draw are not for it.
  edits: { ...all, read: (value) => drawable(all.read(value)) },
};

const drawable = (list: readonly Edit[] | undefined): readonly Edit[] | undefined =>
  list && editedAblations(list) ? list : undefined;

/** As strong as the slider can make it. */
const bounded = (ablation: Ablation): Ablation =>
  ablation.how === 'scale' ? { ...ablation, by: Math.min(Math.max(ablation.by, -1), 3) } : ablation;

/** Asks what a link asks. */
export function restoreDesk(desk: LabDesk, state: Partial<CausalState>): void {
  const { edits, ...question } = state;
  const ablations = edits === undefined ? null : editedAblations(edits);
  desk.restore({ ...desk.question, ...question }, ablations?.map(bounded) ?? desk.ablations);
}
