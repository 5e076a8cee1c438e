/** Starts the stand-in for the browser's tests, which reach it by its address alone. */
import type { TestProject } from 'vitest/node';
import { startHub, type StandIn } from './server.ts';

let hub: StandIn | null = null;

export async function setup(project: TestProject): Promise<void> {
  hub = await startHub();
  project.provide('hub', hub.url);
}

export async function teardown(): Promise<void> {
  await hub?.close();
}

declare module 'vitest' {
  export interface ProvidedContext {
    hub: string;
  }
}
