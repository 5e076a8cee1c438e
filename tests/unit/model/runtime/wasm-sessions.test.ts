import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { gatesFor } from '#lib/model/gates.ts';
import { wasmRunner } from '#lib/model/runtime/wasm.ts';
import { teachingFiles } from '../engine/teaching.ts';

test('blocks in a session each compute what one session computes, cache and edits included', async () => {
  const { config, readWeight, head } = await teachingFiles();
  ort.env.wasm.numThreads = 1;
  const D = config.n_embd;
  const rows = (S: number) => Float32Array.from({ length: S * D }, (_, i) => Math.sin(i * 0.37));
  const edit = { at: 'blocks.3.attn.hook_pattern', head: 1, do: 'scale', value: 0.5 } as const;
  const fetch = ['blocks.0.attn.hook_pattern', `blocks.${String(config.n_layer - 1)}.resid`];
  const results = [];
  for (const sessionBytes of [1, 1e9]) {
    const options = { head, threads: 1, sessionBytes };
    const runner = await wasmRunner(ort, config, readWeight, options);
    const cache = runner.newCache();
    const first = await runner.forward({ x: rows(5), cache, fetch, gates: null });
    const gates = gatesFor(config, [edit], 5, 2);
    const second = await runner.forward({ x: rows(2), cache, fetch, gates });
    results.push([first, second]);
    await runner.release();
  }
  expect(results[0]?.[1]?.fetched.size).toBe(2);
  expect(results[0]).toEqual(results[1]);
});
