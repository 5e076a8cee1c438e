/** What one decoding step asks of the GPU, counted by watching WebGPU's own methods. */
import type { Engine } from '#lib/model/api.ts';
import { buildFor, loadOrt } from '#lib/model/runtime/browser.ts';

const METHODS = {
  dispatches: ['GPUComputePassEncoder', 'dispatchWorkgroups'],
  indirect: ['GPUComputePassEncoder', 'dispatchWorkgroupsIndirect'],
  buffers: ['GPUDevice', 'createBuffer'],
  bindGroups: ['GPUDevice', 'createBindGroup'],
  readbacks: ['GPUBuffer', 'mapAsync'],
} as const;
type Method = keyof typeof METHODS;
export type StepCounts = Record<Method, number>;

const prompt = [1, 2, 3, 4, 5, 6, 7, 8];
const write = (engine: Engine, count: number, patterns: boolean, onStep?: () => void) =>
  engine.generate(
    prompt,
    { strategy: 'greedy', maxNewTokens: count, stopAtEnd: false, patterns },
    onStep,
  );

/** Calls within one step, once steps are compiled and recorded. */
export async function countSteps(engine: Engine, patterns: boolean): Promise<StepCounts> {
  await write(engine, 6, patterns);
  const counts = watch();
  const steps: StepCounts[] = [];
  await write(engine, 6, patterns, () => steps.push({ ...counts }));
  const [before, after] = steps.slice(-2);
  const difference = Object.keys(METHODS).map((method) => {
    const key = method as Method;
    return [key, (after?.[key] ?? 0) - (before?.[key] ?? 0)];
  });
  return Object.fromEntries(difference) as StepCounts;
}

/** Milliseconds that the processor spends in onnxruntime for each of some steps. */
export async function timeSteps(engine: Engine): Promise<number[]> {
  const { InferenceSession } = await loadOrt(buildFor('webgpu'), 1);
  await write(engine, 6, false);
  const { prototype } = InferenceSession as unknown as { prototype: { run: Run } };
  const { run } = prototype;
  const times: number[] = [];
  prototype.run = async function (...args) {
    const began = performance.now();
    const out = await run.apply(this, args);
    times.push(performance.now() - began);
    return out;
  };
  await write(engine, 24, false);
  prototype.run = run;
  // the first reads the prompt
  return times.slice(1);
}

type Run = (this: unknown, ...args: unknown[]) => Promise<unknown>;

let counts: StepCounts | null = null;

/** Counts calls from now on; later calls go on with the same counters. */
function watch(): StepCounts {
  if (counts !== null) return counts;
  const fresh = (counts = { dispatches: 0, indirect: 0, buffers: 0, bindGroups: 0, readbacks: 0 });
  for (const [key, [type, method]] of Object.entries(METHODS)) {
    const { prototype } = (globalThis as unknown as Record<string, { prototype: Methods }>)[type]!;
    const original = prototype[method];
    prototype[method] = function (...args) {
      fresh[key as Method]++;
      return original?.apply(this, args);
    };
  }
  return fresh;
}

type Methods = Record<string, (this: unknown, ...args: unknown[]) => unknown>;
