import { visibleText } from '#components/charts/spaces.ts';
import { kinds, type FindQuery, type FoundToken, type Kind } from '#lib/tokens/index.ts';

/** Rows of a page of the list, and of what is there before any script runs. */
export const firstFound = 50;

/** What was found, as it is drawn before any script runs. */
export interface FirstFound {
  readonly count: number;
  readonly rows: readonly FoundToken[];
}

export const modes = [
  'text',
  'id',
  'longest',
  'broken',
  ...(Object.keys(kinds) as Kind[]),
] as const;

export type Mode = (typeof modes)[number];

/** The question that the controls ask. Anything that is no number has no id. */
export function queryOf(mode: Mode, text: string): FindQuery {
  if (mode === 'text') return { by: 'text', text };
  if (mode === 'id') return { by: 'id', id: /^\d+$/.test(text.trim()) ? Number(text) : -1 };
  if (mode === 'longest' || mode === 'broken') return { by: mode };
  return { by: 'kind', kind: mode };
}

/** The two tokens that one was made of, for the eye; '' for a single byte. */
export const partsOf = ({ parts }: FoundToken): string =>
  parts ? `${visibleText(parts[0])} + ${visibleText(parts[1])}` : '';
