import { expect, test } from 'vitest';
import labJson from '#lib/embedded/decoding-lab.json' with { type: 'json' };
import { readRunFile, writeRunFile } from '#lib/run-file/index.ts';
import { alive, grow, shownText } from '#lib/state/decoding-lab/branches.ts';
import { DecodingLab } from '#lib/state/decoding-lab/lab.svelte.ts';
import type { StoredLab } from '#lib/state/decoding-lab/stored.ts';
import { aDecodingRun, packDecodingRun } from '#lib/state/run-files/decoding.ts';

const stored = labJson as unknown as StoredLab;
const model = {
  ensure: () => Promise.reject(new Error('no model is needed')),
  explain: () => null,
};

function lab(): DecodingLab {
  return new DecodingLab({ lang: 'en', stored, model, frame: (callback) => callback() });
}

function written(of: DecodingLab): string {
  return writeRunFile({
    ...{ page: 'labs/decoding', saved: '', link: '', left: [] },
    model: { name: 'teaching', id: null, dtype: 'fp32', backend: 'wasm', hash: null },
    run: packDecodingRun(of.link(), of.columns),
  });
}

test('columns, branches and seeds come back without a model', () => {
  const one = lab();
  const [first] = one.columns;
  if (!first) throw new Error('no column');
  const token = shownText(first.tree)[1];
  if (!token) throw new Error('no token');
  first.tree = grow(first.tree, 0, 3, [{ ...token, taken: true }]);
  const read = readRunFile(written(one), 'labs/decoding', aDecodingRun);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));

  const two = lab();
  two.openFile({ name: 'x.vitrine.json', model: 'teaching' }, null, read.file.run);
  expect(two.link()).toEqual(one.link());
  for (const [i, column] of one.columns.entries()) {
    const other = two.columns[i];
    expect(
      other && alive(other.tree).map(({ tokens, at, parent }) => ({ tokens, at, parent })),
    ).toEqual(alive(column.tree).map(({ tokens, at, parent }) => ({ tokens, at, parent })));
    expect(other?.tree.now.shown).toBe(column.tree.now.shown);
    expect(other?.spread?.runs.map(({ totals }) => totals)).toEqual(
      column.spread?.runs.map(({ totals }) => totals),
    );
    const ids = shownText(column.tree).map(({ id }) => id);
    expect(other?.origin?.names.pieces(ids)).toEqual(column.origin?.names.pieces(ids));
    expect(other && two.isStale(other)).toBe(false);
  }
});

test.each([
  [/"parent":null/, '"parent":7', 'run.columns[0].branches[0]'],
  [/"shown":0/, '"shown":5', 'run.columns[0].shown'],
  [/"logprob":-[\d.]+/, '"logprob":"x"', 'run.columns[0].branches[0].tokens[0].seen.logprob'],
  [/"settings":"/, '"settings":"x', 'run.settings'],
])('%#: what does not fit is told', (from, to, where) => {
  const read = readRunFile(written(lab()).replace(from, to), 'labs/decoding', aDecodingRun);
  expect(read).toEqual({ ok: false, problem: { code: 'damaged', where } });
});
