/**
 * The heads of GPT-2 small to which Wang et al. 2022, "Interpretability in the Wild: a Circuit for
 * Indirect Object Identification in GPT-2 small" (ICLR 2023), gave a role: figure 2, and the list
 * of the circuit in the code published with it. A role is what the head does in sentences like
 * "When Mary and John went to the store, John gave a drink to": elsewhere it may do something else.
 */
import type { Gpt2Config } from '../model/config.ts';

export const ROLES = {
  previousToken: ['2.2', '4.11'],
  duplicateToken: ['0.1', '0.10', '3.0'],
  induction: ['5.5', '5.8', '5.9', '6.9'],
  sInhibition: ['7.3', '7.9', '8.6', '8.10'],
  nameMover: ['9.6', '9.9', '10.0'],
  backupNameMover: ['9.0', '9.7', '10.1', '10.2', '10.6', '10.10', '11.2', '11.9'],
  negativeNameMover: ['10.7', '11.10'],
} as const;
export type Role = keyof typeof ROLES;

const byName = new Map<string, Role>(
  (Object.keys(ROLES) as Role[]).flatMap((role) =>
    ROLES[role].map((name) => [name, role] as const),
  ),
);

/** The published role of a head of GPT-2 small; null for the others. */
export const publishedRole = (layer: number, head: number): Role | null =>
  byName.get(`${layer}.${head}`) ?? null;

/** Whether a stored model is GPT-2 small itself: by where it was fetched from, and by its shape. */
export function isGpt2Small(repo: string | null, config: Gpt2Config): boolean {
  const { n_layer, n_head, n_embd, vocab_size } = config;
  return (
    /^(openai-community\/)?gpt2$/.test(repo ?? '') &&
    [n_layer, n_head, n_embd, vocab_size].join() === '12,12,768,50257'
  );
}
