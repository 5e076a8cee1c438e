/** The stored pass of the live page, which the map of lesson 1 begins with too. */
import json from '#lib/embedded/first-run.json';
import type { StoredRun } from '#lib/state/stored.ts';
import { parseStored } from '../live/stored.ts';

export const storedRun: StoredRun = parseStored(json);
