import { afterAll, afterEach, beforeAll } from 'vitest';
import type { HubOptions } from '#lib/model/hub/index.ts';
import { startHub, type StandIn } from '#tests/hub/server.ts';

/** Does not wait long, and gives up soon. */
export const patience = { attempts: 4, firstDelay: 1, longestDelay: 2, longestWait: 3000 } as const;

export const options: HubOptions = { patience };

/** A hub for the tests of one file; its faults and notes are cleared after each. */
export function useHub(): () => StandIn {
  let hub: StandIn;
  beforeAll(async () => {
    hub = await startHub();
  });
  afterEach(() => {
    hub.faults.clear();
    hub.asked.length = 0;
  });
  afterAll(() => hub.close());
  return () => hub;
}
