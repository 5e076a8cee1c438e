/** The stored data of these figures, in the types that made it. */
import raw from '#lib/embedded/strategies.json';
import { storedMoment } from '#lib/state/moment.ts';
import type { StoredStrategies } from '#lib/state/stored-strategies.ts';

export const stored: StoredStrategies = raw as unknown as StoredStrategies;

/** A moment at which many tokens may come next, and one at which a text has repeated itself. */
export const openMoment = storedMoment(stored.open);
export const repeatingMoment = storedMoment(stored.repeating);
