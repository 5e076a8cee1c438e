/** The stored data of these figures, in the types that made it: JSON widens every literal. */
import growthJson from '#lib/embedded/growth.json';
import type { StoredGrowth } from '#lib/state/next-choice.ts';

/** A text that grows, greedily and by a draw. */
export const storedGrowth: StoredGrowth = {
  ...growthJson,
  paths: growthJson.paths.map((path) => ({
    ...path,
    strategy: path.strategy === 'greedy' ? 'greedy' : 'sample',
  })),
};
