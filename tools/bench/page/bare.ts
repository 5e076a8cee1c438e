/**
 * What one writes with onnxruntime-web alone, of the same version as ours: the usual graph with the
 * last token's logits, the largest of them picked in JavaScript, the grown cache fed back.
 */
import type { Tensor } from 'onnxruntime-web';
import { buildFor, loadOrt } from '#lib/model/runtime/browser.ts';
import { createSession, floats } from '#lib/model/runtime/session.ts';
import { Laps, type OpenContender } from './contender.ts';
import { pastNames, presentNames, usualGraph } from './usual-graph.ts';

export const openBare: OpenContender = async ({ config, readWeight }, { backend, threads }) => {
  const ort = await loadOrt(buildFor(backend), threads);
  const present = presentNames(config);
  const onGpu = Object.fromEntries(present.map((name) => [name, 'gpu-buffer' as const]));
  const graph = usualGraph(config, { logits: 'last', weights: 'fp32' });
  const session = await createSession(ort, graph, readWeight, {
    executionProviders: [backend],
    ...(backend === 'webgpu' && { preferredOutputLocation: onGpu }),
  });
  const { n_head: H, n_embd: D } = config;
  const int64 = (values: readonly number[]): Tensor =>
    new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const empty = (): Tensor => new ort.Tensor('float32', new Float32Array(0), [1, H, 0, D / H]);
  return {
    about: `onnxruntime-web ${ort.env.versions.web ?? ''}`,
    async write(prompt, count) {
      const laps = new Laps();
      const ids: number[] = [];
      let next = prompt;
      let length = 0;
      let past = pastNames(config).map(empty);
      while (ids.length < count) {
        const out = await session.run({
          ...Object.fromEntries(pastNames(config).map((name, i) => [name, past[i] ?? empty()])),
          input_ids: int64(next),
          position_ids: int64(next.map((_, i) => length + i)),
        });
        dispose(past);
        past = present.map((name) => out[name] ?? empty());
        length += next.length;
        const id = argmax(floats(out['logits'], 'logits'));
        ids.push(id);
        next = [id];
        laps.lap();
      }
      dispose(past);
      return { ids, ms: laps.ms };
    },
  };
};

/** Buffers on the GPU are not collected like other garbage. */
function dispose(tensors: readonly Tensor[]): void {
  for (const tensor of tensors) if (tensor.location === 'gpu-buffer') tensor.dispose();
}

function argmax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i;
  return best;
}
