/** The worker in which the model runs, so that the page never waits for arithmetic. */
import { expose, transfer } from 'comlink';
import type { Engine, Step } from './api.ts';
import { candidates } from './backends.ts';
import { ModelError } from './errors.ts';
import { load } from './load.ts';
import { openModelAt } from './model-files.ts';
import { pack, type Answer, type ModelWorker } from './protocol.ts';
import { usableThreads } from './runtime/browser.ts';

/** Below this many parameters more threads only wait for each other (measured: docs/decisions). */
const SMALL = 20_000_000;

let engine: Engine | null = null;
const calls = new Map<number, AbortController>();

const worker: ModelWorker = {
  hello: (lock) =>
    new Promise((acquired) => {
      void navigator.locks.request(lock, () => {
        acquired();
        return new Promise(() => undefined);
      });
    }),

  open: (options, onStage) =>
    pack(async () => {
      await engine?.release();
      engine = null;
      onStage('opening', options.name);
      const files = await openModelAt(options.name, options.base);
      const threads = options.threads ?? (files.parameters < SMALL ? 1 : usableThreads());
      engine = await load(files, candidates(options.backend, threads), onStage);
      return engine.info;
    }),

  run: (call, ids, options) =>
    abortable(call, async (signal) => {
      const run = await opened().run(ids, options, signal);
      const tensors = [run.logits, ...Object.values(run.captured)];
      return transfer(run, [...new Set(tensors.map((tensor) => tensor.data.buffer))]);
    }),

  generate: (call, ids, options, onStep) =>
    abortable(call, (signal) =>
      opened().generate(
        ids,
        options,
        (step) => {
          onStep(transferStep(step));
        },
        signal,
      ),
    ),

  unembed: (rows) => pack(() => opened().unembed(rows)),

  abort: (call) => {
    calls.get(call)?.abort();
  },
};

function opened(): Engine {
  if (engine === null) throw new ModelError('internal', 'no model is open');
  return engine;
}

async function abortable<T>(
  call: number,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<Answer<T>> {
  const controller = new AbortController();
  calls.set(call, controller);
  try {
    return await pack(() => task(controller.signal));
  } finally {
    calls.delete(call);
  }
}

function transferStep(step: Step): Step {
  const buffers = [step.logits.buffer, ...(step.patterns === null ? [] : [step.patterns.buffer])];
  return transfer(step, buffers);
}

expose(worker);
