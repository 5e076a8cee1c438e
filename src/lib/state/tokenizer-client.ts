/** The page's side of the tokenizer's worker: started at the first call, one for all figures. */
import { wrap, type Remote } from 'comlink';
import type { TokenizerWorker } from './tokenizer-worker.ts';

export type { ReadAnswer } from './tokenizer-worker.ts';

interface Started {
  readonly remote: Remote<TokenizerWorker>;
  readonly died: Promise<never>;
}

let started: Started | null = null;

function start(): Started {
  const worker = new Worker(new URL('./tokenizer-worker.ts', import.meta.url), { type: 'module' });
  const died = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      started = null; // the next call starts another
      worker.terminate();
      reject(new Error(`the tokenizer's worker failed: ${event.message}`));
    });
  });
  died.catch(() => undefined);
  return { remote: wrap<TokenizerWorker>(worker), died };
}

/**
 * One call to the worker; rejects when it fails or dies.
 * Example: await askTokenizer((worker) => worker.replay(' the'))
 */
export async function askTokenizer<T>(
  call: (worker: Remote<TokenizerWorker>) => Promise<T>,
): Promise<T> {
  started ??= start();
  const { remote, died } = started;
  return Promise.race([call(remote), died]);
}
