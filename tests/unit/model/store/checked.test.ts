/** The self-check of a stored model: made once on WebAssembly, as long as nothing has changed. */
import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { checkedBy } from '#lib/model/checked.ts';
import type { SelfCheck } from '#lib/model/api.ts';
import { load, type Candidate } from '#lib/model/load.ts';
import type { ModelFiles } from '#lib/model/model-files.ts';
import type { Runner } from '#lib/model/runtime/runner.ts';
import { wasmRunner } from '#lib/model/runtime/wasm.ts';
import { useHub } from '../hub/hub.ts';
import { onHub, useLibraries } from './use-library.ts';

const hub = useHub();
const open = useLibraries();

/** The real runner, with some of what it says of itself changed. */
const candidate = (changes: Partial<Pick<Runner, 'backend' | 'runtime'>> = {}): Candidate => ({
  label: 'WASM',
  start: async ({ config, readWeight, head }) => {
    const runner = await wasmRunner(ort, config, readWeight, { head, threads: 1 });
    return Object.assign(runner, changes);
  },
});

/** Opens it, and says whether its numbers were checked. */
async function opened(
  files: ModelFiles,
  changes?: Parameters<typeof candidate>[0],
): Promise<{ checked: boolean; selfCheck: SelfCheck }> {
  const stages: string[] = [];
  const engine = await load(files, [candidate(changes)], (stage) => stages.push(stage));
  await engine.release();
  return { checked: stages.includes('checking'), selfCheck: engine.info.selfCheck };
}

test('the same bytes are checked once on WebAssembly, and the check is remembered as it was', async () => {
  const { library, tab } = open();
  const { id } = await library.download(onHub(hub(), 'tiny/fine-tune', { dtype: 'int8' }));
  const first = await opened(await library.open(id));
  expect(first.checked).toBe(true);
  expect(first.selfCheck.earlier).toBeUndefined();
  await library.keepCheck(id, first.selfCheck);

  const other = tab();
  const again = await opened(await other.open(id));
  expect(again.checked).toBe(false);
  expect(again.selfCheck).toEqual({ ...first.selfCheck, earlier: true });
  await other.keepCheck(id, again.selfCheck);
  expect((await library.list())[0]?.selfCheck).toEqual(first.selfCheck);
});

test('another onnxruntime, a GPU, other bytes: checked again', async () => {
  const { library } = open();
  const request = onHub(hub(), 'tiny/fine-tune', { dtype: 'fp32' });
  const { id } = await library.download(request);
  const { selfCheck } = await opened(await library.open(id));
  await library.keepCheck(id, selfCheck);
  const files = await library.open(id);
  expect((await opened(files)).checked).toBe(false);
  expect((await opened(files, { runtime: '9.9.9' })).checked).toBe(true);
  const onGpu = { ...selfCheck, by: selfCheck.by?.replace('wasm', 'webgpu') ?? '' };
  await library.keepCheck(id, onGpu);
  expect((await opened(await library.open(id), { backend: 'webgpu' })).checked).toBe(true);

  await library.keepCheck(id, selfCheck);
  await library.remove(id);
  await library.download(request);
  expect((await opened(await library.open(id))).checked).toBe(true);
});

test('a check with a fault in it, or of nothing, is no reason to leave the next one out', async () => {
  const { library } = open();
  const { id } = await library.download(onHub(hub(), 'tiny/fine-tune', { dtype: 'fp32' }));
  const { selfCheck } = await opened(await library.open(id));
  const { by = '' } = selfCheck;
  for (const lines of [selfCheck.lines.map((line) => ({ ...line, passed: false })), []]) {
    await library.keepCheck(id, { ...selfCheck, lines });
    expect((await library.open(id)).checkedBefore?.(by)).toBeNull();
  }
  await library.keepCheck(id, selfCheck);
  expect((await library.open(id)).checkedBefore?.(by)).toEqual(selfCheck);
});

test('checkedBy(runner) tells engine, runtime, backend, dtype and threads apart', () => {
  const runner = { runtime: '1.30.0', backend: 'wasm', dtype: 'fp32', threads: 2 } as const;
  const others = [
    { runtime: '1.31.0' },
    { backend: 'webgpu' },
    { dtype: 'int8' },
    { threads: 1 },
  ] as const;
  const lines = [runner, ...others.map((other) => ({ ...runner, ...other }))].map(checkedBy);
  expect(new Set(lines).size).toBe(lines.length);
});
