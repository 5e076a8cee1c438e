/** The ways to run a model in a browser, from the fastest on. */
import type { Candidate } from './load.ts';
import { buildFor, loadOrt, type Build } from './runtime/browser.ts';
import { requestGpu } from './runtime/gpu/device.ts';
import { hasWebGpu } from './runtime/gpu/present.ts';
import { gpuRunner } from './runtime/gpu/runner.ts';
import type { Attention } from './graph/decode.ts';
import type { Ort } from './runtime/session.ts';
import { wasmRunner } from './runtime/wasm.ts';

export type BackendChoice = 'auto' | 'webgpu' | 'wasm';

let early: Promise<Ort> | null = null;

/** Fetches and compiles the runtime of a small model on WebAssembly before it is known what will be opened. */
export function compileEarly(): void {
  early = loadOrt('wasm', 1);
  early.catch(() => (early = null)); // it is tried again when it is needed
}

/**
 * WebGPU with fused attention; the same on a device without subgroups, whose kernels differ; with
 * attention written out; then WASM. `threads` is for WASM, and asked for only when it comes to that.
 */
export function candidates(
  choice: BackendChoice,
  threads: number | (() => Promise<number>),
): Candidate[] {
  const builds = new Map<Build, Promise<Ort>>();
  const ort = (backend: 'webgpu' | 'wasm', count: number): Promise<Ort> => {
    const build = buildFor(backend);
    const begun = build === 'wasm' && count === 1 ? early : null;
    const loading = builds.get(build) ?? begun ?? loadOrt(build, count);
    builds.set(build, loading);
    return loading;
  };
  const webgpu = (label: string, subgroups: boolean, attention: Attention): Candidate => ({
    label,
    start: async ({ config, readWeight, head }) => {
      const gpu = await requestGpu(subgroups);
      if (gpu === null) return null;
      const options = { head, attention, capture: true };
      return gpuRunner(await ort('webgpu', 1), gpu, config, readWeight, options);
    },
  });
  const wasm: Candidate = {
    label: 'WASM',
    prepare: () => {
      if (typeof threads !== 'number') return; // a measurement that is not needed yet
      ort('wasm', threads).catch(() => undefined); // told by `start`
    },
    start: async ({ config, readWeight, head }) => {
      const count = typeof threads === 'number' ? threads : await threads();
      return wasmRunner(await ort('wasm', count), config, readWeight, { head, threads: count });
    },
  };
  const gpus = [
    webgpu('WebGPU', true, 'fused'),
    webgpu('WebGPU without subgroups', false, 'fused'),
    webgpu('WebGPU, attention written out', false, 'plain'),
  ];
  if (choice === 'wasm') return [wasm];
  if (choice === 'webgpu') return gpus;
  // without WebGPU one try is enough to say so
  return [...gpus.slice(0, hasWebGpu() ? gpus.length : 1), wasm];
}
