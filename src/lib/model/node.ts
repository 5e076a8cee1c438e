/** The same engine in Node, for the command line and the tests: onnxruntime-web's WASM build. */
import type { RunnerEngine } from './engine.ts';
import { load } from './load.ts';
import type { ModelFiles } from './model-files.ts';
import type { Runner } from './runtime/runner.ts';
import { wasmRunner } from './runtime/wasm.ts';

/** Loads a model in this process. `threads` holds for the first model of the process. */
export function openInNode(files: ModelFiles, threads = 1): Promise<RunnerEngine> {
  return load(files, [{ label: 'WASM', start: (model) => start(model, threads) }]);
}

async function start({ config, readWeight, head }: ModelFiles, threads: number): Promise<Runner> {
  const ort = await import('onnxruntime-web');
  ort.env.logLevel = 'error';
  ort.env.wasm.numThreads = threads;
  return wasmRunner(ort, config, readWeight, { head, threads });
}
