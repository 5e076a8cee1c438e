/** The page's side: starts the worker in which everything is measured, and a hand to reach it by. */
import { wrap } from 'comlink';
import type { BenchWorker } from './worker.ts';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });

/** What the bench calls through `page.evaluate`. */
export const bench = wrap<BenchWorker>(worker);
Object.assign(globalThis, { bench });
