/** The same engine in Node, for the command line and the tests: onnxruntime-web's WASM build. */
import { load } from './load.ts';
import type { RunnerEngine } from './engine.ts';
import type { ModelFiles } from './model-files.ts';
import { wasmRunner } from './runtime/wasm.ts';

/** Loads a model in this process. `threads` holds for the first model of the process. */
export async function openInNode(files: ModelFiles, threads = 1): Promise<RunnerEngine> {
  const ort = await import('onnxruntime-web');
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = threads;
  return load(files, [
    {
      label: 'WASM',
      start: ({ config, readWeight, head }) =>
        wasmRunner(ort, config, readWeight, { head, threads }),
    },
  ]);
}
