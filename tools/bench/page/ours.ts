/** This project's engine, as the worker of the site opens it. */
import type { Engine, GenerateOptions } from '#lib/model/api.ts';
import { candidates } from '#lib/model/backends.ts';
import { load, type Candidate } from '#lib/model/load.ts';
import type { ModelFiles } from '#lib/model/model-files.ts';
import { buildFor, loadOrt } from '#lib/model/runtime/browser.ts';
import { requestGpu } from '#lib/model/runtime/gpu/device.ts';
import { gpuRunner } from '#lib/model/runtime/gpu/runner.ts';
import { Laps, type Contender, type OpenOptions } from './contender.ts';

export interface Ours extends Contender {
  readonly engine: Engine;
}

/** `recorded: false` opens the WebGPU engine without recording its steps. */
export async function openOurs(
  files: ModelFiles,
  { backend, threads, recorded = true }: OpenOptions & { readonly recorded?: boolean },
): Promise<Ours> {
  const ways = recorded ? candidates(backend, threads) : [unrecorded];
  const engine = await load(files, ways);
  return {
    engine,
    about: engine.info.adapter ?? `WASM, threads: ${String(engine.info.threads)}`,
    async write(prompt, count) {
      const options = { strategy: 'greedy', maxNewTokens: count, stopAtEnd: false } as const;
      return timed(engine, prompt, options);
    },
  };
}

/** Writes and notes when each token came. */
export async function timed(
  engine: Engine,
  prompt: readonly number[],
  options: GenerateOptions,
): Promise<{ ids: readonly number[]; ms: number[] }> {
  const laps = new Laps();
  const { newIds } = await engine.generate(prompt, options, () => {
    laps.lap();
  });
  return { ids: newIds, ms: laps.ms };
}

/** Milliseconds of each step of a beam search, from one to the next. */
export async function timedBeams(
  engine: Engine,
  prompt: readonly number[],
  maxNewTokens: number,
  numBeams: number,
): Promise<number[]> {
  const laps = new Laps();
  await engine.beams(prompt, { numBeams, maxNewTokens, eosTokenId: null }, () => {
    laps.lap();
  });
  return laps.ms;
}

const unrecorded: Candidate = {
  label: 'WebGPU, every step anew',
  start: async ({ config, readWeight, head }) => {
    const gpu = await requestGpu(false);
    if (gpu === null) return null;
    const ort = await loadOrt(buildFor('webgpu'), 1);
    return gpuRunner(ort, gpu, config, readWeight, { head, attention: 'fused', capture: false });
  },
};
