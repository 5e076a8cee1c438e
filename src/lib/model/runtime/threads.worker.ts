/** A throwaway worker: times matrix products with the number of threads that it is told. */
import { Graph } from '../graph/onnx.ts';
import { loadOrt } from './browser.ts';
import { createSession } from './session.ts';

export interface ThreadsAnswer {
  /** Milliseconds of one run, the median of several. */
  readonly ms: number;
}

/** The MLP of one block of GPT-2 small, on one token: 19 MB of weights to be read, as in decoding. */
const [D, F] = [768, 3072];
const RUNS = 15;
const WARM_UP = 3;

self.addEventListener('message', ({ data }: MessageEvent<number>) => {
  void time(data).then((ms) => {
    self.postMessage({ ms } satisfies ThreadsAnswer);
  });
});

async function time(threads: number): Promise<number> {
  const ort = await loadOrt('wasm', threads);
  const g = new Graph('products', 'initializers');
  const hidden = g.node('MatMul', [g.input('x', 'float32', [1, D]), g.weight('in', [D, F])], 'h');
  g.node('MatMul', [hidden, g.weight('out', [F, D])], 'y');
  g.output('y', [1, D]);
  const weights = (): Promise<Float32Array> => Promise.resolve(new Float32Array(D * F).fill(0.01));
  const session = await createSession(ort, g, weights, { executionProviders: ['wasm'] });
  const x = new ort.Tensor('float32', new Float32Array(D).fill(1), [1, D]);
  const times: number[] = [];
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    const began = performance.now();
    await session.run({ x });
    if (run >= WARM_UP) times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[RUNS >> 1] ?? Infinity;
}
