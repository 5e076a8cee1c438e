import type { EngineInfo, Rejected, SelfCheck } from './api.ts';
import type { ModelFiles } from './model-files.ts';
import type { Runner } from './runtime/runner.ts';

/** What the page is told of an engine. */
export function infoOf(
  { name, config, parameters }: ModelFiles,
  { backend, dtype, adapter, threads, graphCapture }: Runner,
  selfCheck: SelfCheck,
  rejected: readonly Rejected[],
): EngineInfo {
  return {
    model: name,
    config,
    parameters,
    backend,
    dtype,
    adapter,
    threads,
    graphCapture,
    selfCheck,
    rejected,
  };
}
