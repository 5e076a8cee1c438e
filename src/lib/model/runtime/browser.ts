/**
 * The three builds of onnxruntime-web that are used in a browser, each loaded only when chosen:
 * `jspi` (WebGPU, 17 MB) where WebAssembly can wait for promises, `webgpu` (WebGPU, 27 MB) in other
 * browsers with WebGPU, `wasm` (14 MB) without. The default build is never used: its older WebGPU
 * kernels compute some operators wrongly.
 */
import { ModelError } from '../errors.ts';
import { Graph } from '../graph/onnx.ts';
import { guard, type Ort } from './session.ts';

export type Build = 'jspi' | 'webgpu' | 'wasm';

interface Files {
  readonly ort: Ort;
  readonly mjs: string;
  readonly wasm: string;
}

const BUILDS: Readonly<Record<Build, () => Promise<Files>>> = {
  jspi: () =>
    together(
      import('onnxruntime-web/jspi'),
      import('onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url'),
      import('onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url'),
    ),
  webgpu: () =>
    together(
      import('onnxruntime-web/webgpu'),
      import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'),
      import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'),
    ),
  wasm: () =>
    together(
      import('onnxruntime-web/wasm'),
      import('onnxruntime-web/ort-wasm-simd-threaded.mjs?url'),
      import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
    ),
};

type Address = Promise<{ readonly default: string }>;

async function together(runtime: Promise<Ort>, mjs: Address, wasm: Address): Promise<Files> {
  const [ort, { default: script }, { default: program }] = await Promise.all([runtime, mjs, wasm]);
  return { ort, mjs: script, wasm: program };
}

/** The build for this browser. */
export function buildFor(backend: 'webgpu' | 'wasm'): Build {
  if (backend === 'wasm') return 'wasm';
  return 'Suspending' in WebAssembly ? 'jspi' : 'webgpu';
}

/** Loads a build with its files from our own origin. Threads cannot be changed afterwards. */
export async function loadOrt(build: Build, threads: number): Promise<Ort> {
  const ort = await fetchOrt(build, threads);
  if (build === 'wasm') await guard(() => compile(ort));
  return ort;
}

async function fetchOrt(build: Build, threads: number): Promise<Ort> {
  try {
    const { ort, mjs, wasm } = await BUILDS[build]();
    ort.env.logLevel = 'error';
    ort.env.wasm.numThreads = threads;
    ort.env.wasm.wasmPaths = { mjs: absolute(mjs), wasm: absolute(wasm) };
    return ort;
  } catch (cause) {
    throw new ModelError('network', `cannot load onnxruntime-web (${build})`, { cause });
  }
}

/** onnxruntime-web fetches and compiles its WebAssembly when it makes its first session: one of no weight. */
async function compile(ort: Ort): Promise<void> {
  const g = new Graph('nothing', 'initializers');
  g.node('Identity', [g.input('x', 'float32', ['N'])], 'y', {});
  g.output('y', ['N']);
  const session = await ort.InferenceSession.create(g.encode(), { executionProviders: ['wasm'] });
  await session.release();
}

/** Threads that can be used here: one without cross-origin isolation, four at most. */
export function usableThreads(): number {
  return crossOriginIsolated ? Math.min(4, Math.max(1, navigator.hardwareConcurrency)) : 1;
}

const absolute = (url: string): string => new URL(url, self.location.href).href;
