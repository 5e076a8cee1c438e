/**
 * What a self-check depends on besides the weights. On WebAssembly the same bytes in the same programs
 * give the same numbers, so one check is enough; a GPU's driver may change under the page, and is
 * checked each time.
 */
import type { Runner } from './runtime/runner.ts';

/** Goes up when the engine computes something else: its graphs, or what goes in and comes out of them. */
export const ENGINE_VERSION = 1;

/** Engine, onnxruntime, backend, dtype and threads, as one line. */
export const checkedBy = ({
  runtime,
  backend,
  dtype,
  threads,
}: Pick<Runner, 'runtime' | 'backend' | 'dtype' | 'threads'>): string =>
  `engine ${String(ENGINE_VERSION)}, onnxruntime-web ${runtime}, ${backend}, ${dtype}, threads ${String(threads)}`;
