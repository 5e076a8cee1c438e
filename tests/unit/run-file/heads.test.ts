import { expect, test } from 'vitest';
import storedJson from '#lib/embedded/heads.json' with { type: 'json' };
import { readRunFile, writeRunFile, type RunFile } from '#lib/run-file/index.ts';
import { aHeadsRun, packHeadsRun, type HeadsFileRun } from '#lib/state/run-files/heads.ts';
import { parseHeads } from '#lib/state/stored-heads.ts';

const { run, random, open } = parseHeads(storedJson);
const kept: HeadsFileRun = { run, open, random: { scores: random, period: 50 } };

function again(packed: ReturnType<typeof packHeadsRun>, change = (text: string) => text) {
  const file: RunFile<unknown> = {
    ...{ page: 'labs/attention', saved: '', link: '', left: packed.left, run: packed.run },
    model: { name: 'teaching', id: null, dtype: 'fp32', backend: 'wasm', hash: null },
  };
  return readRunFile(change(writeRunFile(file)), 'labs/attention', aHeadsRun);
}

function opened(packed: ReturnType<typeof packHeadsRun>): HeadsFileRun {
  const read = again(packed);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.file.run;
}

test('all heads come back bit by bit', () => {
  const got = opened(packHeadsRun(kept));
  for (const [layer, head] of [
    [0, 0],
    [3, 7],
  ] as const)
    expect(got.run.pattern(layer, head)).toEqual(run.pattern(layer, head));
  expect(got.run.thumbs).toEqual(run.thumbs);
  expect(got.run.scores).toEqual(run.scores);
  expect(got.random).toEqual(kept.random);
  expect(got.open.vectors).toEqual(open.vectors);
  expect(got.open.pattern).toEqual(open.pattern);
  expect(got.run.pieces).toEqual(run.pieces);
});

test('where patterns were not kept their pictures are', () => {
  const packed = packHeadsRun({ ...kept, run: { ...run, pattern: () => null } });
  expect(packed.left).toEqual(['patterns']);
  const got = opened(packed);
  expect(got.run.pattern(0, 0)).toBeNull();
  expect(got.run.thumbs).toEqual(run.thumbs);
  expect(got.open.pattern).toEqual(open.pattern);
});

test.each([
  [/"patterns":\["..../, '"patterns":["////', 'run.patterns[0]'],
  [/"head":\d+,"pattern"/, '"head":99,"pattern"', 'run.open.head'],
  [/"all":\[\[/, '"all":[[1,', 'run.scores.all[0]'],
  [/"scale":[\d.]+/, '"scale":0', 'run.open.vectors.scale'],
  [/"n_embd":\d+/, '"n_embd":8', 'run.open.vectors.q'],
  [/"patterns":\[.*?\]/, '"patterns":null', 'run.thumbs'],
])('%#: numbers that do not fit are told', (from, to, where) => {
  const read = again(packHeadsRun(kept), (text) => text.replace(from, to));
  expect(read).toEqual({ ok: false, problem: { code: 'damaged', where } });
});
