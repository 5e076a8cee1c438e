import type { Drafts, Field, LabMethod } from './settings.ts';

/** The fields with another strategy; what else is set stays, and is said to be without effect. */
export function withMethod(drafts: Drafts, method: LabMethod): Drafts {
  const { numBeams, numBeamGroups = '2', penaltyAlpha = '0.6', numReturnSequences = '5' } = drafts;
  const rest = without(drafts, OF_METHODS);
  const beams = { numBeams: Number(numBeams) > 1 && numBeams !== undefined ? numBeams : '4' };
  switch (method) {
    case 'greedy':
      return rest;
    case 'sample':
      return { ...rest, doSample: 'true' };
    case 'best of n':
      return { ...rest, doSample: 'true', numReturnSequences };
    case 'contrastive':
      return { ...rest, penaltyAlpha, topK: rest.topK ?? '4' };
    case 'beam':
      return { ...rest, ...beams };
    case 'beam sample':
      return { ...rest, ...beams, doSample: 'true' };
    case 'diverse beam':
      return { ...rest, ...beams, numBeamGroups, diversityPenalty: rest.diversityPenalty ?? '1' };
  }
}

/** What tells one method from another. */
const OF_METHODS = [
  'doSample',
  'numBeams',
  'numBeamGroups',
  'penaltyAlpha',
  'numReturnSequences',
] as const satisfies readonly Field[];

/** Fields without some of them. */
export const without = (drafts: Drafts, fields: readonly Field[]): Drafts =>
  Object.fromEntries(
    Object.entries(drafts).filter(([name]) => !fields.some((field) => field === name)),
  );
