import { describe, expect, test } from 'vitest';
import storedJson from '#lib/embedded/decoding-lab.json' with { type: 'json' };
import { ModelError } from '#lib/model/errors.ts';
import type { Engine, Generated, Run, Tensor } from '#lib/model/api.ts';
import { NothingLeft, createRng, logSoftmax, sample } from '#lib/sampling/index.ts';
import { shownText, undo } from '#lib/state/decoding-lab/branches.ts';
import type { LabColumn } from '#lib/state/decoding-lab/column.svelte.ts';
import { DecodingLab } from '#lib/state/decoding-lab/lab.svelte.ts';
import { openAtOnce, PAGE, readPart } from '#lib/link/index.ts';
import { decodingPage, writeLabLink } from '#lib/state/decoding-lab/link.ts';
import type { StoredLab } from '#lib/state/decoding-lab/stored.ts';
import { FakeEngine, logitsAfter, tokenizer } from '../fake-engine.ts';

const stored = storedJson as unknown as StoredLab;

/** Writes as the engine does: processors, bans and parts of texts count; residuals hold the last id. */
class LabEngine extends FakeEngine {
  override async generate(
    ids: readonly number[],
    { written = 0, ...options }: Parameters<Engine['generate']>[1],
    onStep?: Parameters<Engine['generate']>[2],
    signal?: AbortSignal,
  ): Promise<Generated> {
    const rng = createRng(options.seed ?? 0);
    for (let i = 0; i < written; i++) rng();
    const [all, newIds, logprobs] = [[...ids], [] as number[], [] as number[]];
    let stopped: Generated['stopped'] = 'length';
    while (newIds.length < options.maxNewTokens) {
      await this.gate;
      if (this.failure) throw this.failure;
      if (signal?.aborted) stopped = 'aborted';
      const logits = logitsAfter(all.at(-1) ?? 0);
      try {
        if (stopped === 'aborted') break;
        const id = sample(logits, options, rng, { ids: all, promptLength: ids.length - written });
        all.push(id);
        newIds.push(id);
        logprobs.push(logSoftmax(logits)[id] ?? NaN);
        onStep?.({
          id,
          logprob: logprobs.at(-1) ?? NaN,
          logits,
          patterns: null,
          ms: 1,
          slid: false,
        });
      } catch (error) {
        if (!(error instanceof NothingLeft)) throw error;
        stopped = 'all banned';
        break;
      }
    }
    return { ids: all, newIds, logprobs, stopped, tokensPerSecond: 1 };
  }

  override run(ids: readonly number[]): Promise<Run> {
    const data = Float32Array.from(ids.flatMap((id) => [id, 0, 0, 0]));
    const captured = { 'blocks.0.hook_resid_post': { shape: [ids.length, 4], data } };
    return Promise.resolve({ ids, logits: { shape: [0], data }, captured, ms: 1 });
  }

  override unembed({ shape: [N = 0], data }: Tensor): Promise<Tensor> {
    const rows = Array.from({ length: N }, (_, i) => Array.from(logitsAfter(data[4 * i] ?? 0)));
    return Promise.resolve({ shape: [N, 257], data: Float32Array.from(rows.flat()) });
  }
}

function open(engine = new LabEngine(), asked: string | null = null) {
  const provenance = { kind: 'live', model: 'fake', dtype: 'fp32', backend: 'WASM' } as const;
  const lab = new DecodingLab({
    ...{ lang: 'en', stored, frame: (callback) => callback() },
    model: {
      ensure: () => Promise.resolve({ engine, tokenizer, asked, provenance }),
      explain: (_lang, error) => (error instanceof ModelError ? error.code : String(error)),
    },
  });
  return { lab, engine };
}

/** A lab with these columns over a short text. */
function begun(columns: readonly Parameters<DecodingLab['add']>[0][], engine?: LabEngine) {
  const opened = open(engine);
  const { lab } = opened;
  lab.prompt = 'ab';
  lab.count = '6';
  for (const column of [...lab.columns]) lab.remove(column);
  for (const config of columns) lab.add(config);
  return opened;
}

function column(lab: DecodingLab, place: number): LabColumn {
  const found = lab.columns[place];
  if (!found) throw new Error(`no column ${String(place)}`);
  return found;
}
const ids = (lab: DecodingLab, place: number): number[] =>
  shownText(column(lab, place).tree).map(({ id }) => id);
const stopped = ({ tree }: LabColumn) => tree.branches.map((branch) => branch.stopped);

test('opens with the stored run, not stale, and goes stale with text, seed and settings', () => {
  const { lab } = open();
  expect(lab.columns).toHaveLength(stored.columns.length);
  expect(ids(lab, 1)).toEqual(stored.columns[1]?.tokens.map(([id]) => id));
  expect(lab.columns.map((each) => lab.isStale(each))).toEqual([false, false, false]);
  lab.seed = '2';
  expect(lab.columns.every((each) => lab.isStale(each))).toBe(true);
  lab.seed = String(stored.seed);
  column(lab, 0).type('topK', '3');
  expect(lab.columns.map((each) => lab.isStale(each))).toEqual([true, false, false]);
});

describe('write()', () => {
  test('every strategy writes, and each of its tokens is judged', async () => {
    const { lab } = begun([
      {},
      { doSample: true, topK: 4 },
      { numBeams: 3, numReturnSequences: 2 },
      { doSample: true, numReturnSequences: 3 },
    ]);
    await lab.write();
    // 'a' is 64; the likeliest after x is x + 1
    expect(ids(lab, 0)).toEqual([66, 67, 68, 69, 70, 71]);
    expect(ids(lab, 2)).toEqual(ids(lab, 0));
    expect(column(lab, 2).tree.branches).toHaveLength(2);
    expect(column(lab, 3).tree.branches).toHaveLength(3);
    const scores = column(lab, 3).tree.branches.map(({ score }) => score ?? NaN);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    for (const { tree, problem } of lab.columns) {
      expect(problem).toBeNull();
      for (const { tokens } of tree.branches) {
        expect(tokens).toHaveLength(6);
        expect(tokens.every(({ seen }) => seen !== null && seen.logprob < 0)).toBe(true);
      }
    }
    expect(shownText(column(lab, 1).tree).map(({ seen }) => seen?.kept)).toEqual(Array(6).fill(4));
    expect(lab.writing).toBe(false);
  });

  test('the same seed gives the same text, another seed another', async () => {
    const { lab } = begun([
      { doSample: true, temperature: 50 },
      { doSample: true, temperature: 50 },
    ]);
    await lab.write();
    const first = ids(lab, 0);
    expect(ids(lab, 1)).toEqual(first);
    lab.seed = '2';
    await lab.write();
    expect(ids(lab, 0)).not.toEqual(first);
  });

  test('stop ends all columns and keeps what is written', async () => {
    const { lab, engine } = begun([{}, { doSample: true }]);
    const run = engine.generate.bind(engine);
    engine.generate = (ids, options, onStep, signal) =>
      run(
        ids,
        options,
        (step) => {
          onStep?.(step);
          if (step.id === 68) lab.stop();
        },
        signal,
      );
    await lab.write();
    expect(ids(lab, 0)).toEqual([66, 67, 68]);
    expect(stopped(column(lab, 0))).toEqual(['aborted']);
    expect(stopped(column(lab, 1))).toEqual(['aborted']);
    expect(ids(lab, 1).length).toBeLessThan(6);
    expect(column(lab, 0).problem).toBeNull();
  });

  test('with everything banned the text so far stays, and the column says so', async () => {
    const all = Array.from({ length: 257 }, (_, id) => [id]).filter(([id]) => id !== 66);
    const { lab } = begun([{ badWordsIds: all, noRepeatNgramSize: 1 }]);
    await lab.write();
    expect(ids(lab, 0)).toEqual([66]);
    expect(stopped(column(lab, 0))).toEqual(['all banned']);
  });

  test('a column with bad settings is left out; the others write', async () => {
    const { lab } = begun([{}, {}]);
    column(lab, 0).type('topK', '0');
    await lab.write();
    expect(ids(lab, 0)).toEqual([]);
    expect(ids(lab, 1)).toHaveLength(6);
  });

  test('bad seeds and lengths, no text and too much of it are said, and nothing is lost', async () => {
    const { lab } = begun([{}]);
    await lab.write();
    for (const count of ['0', '-1', 'NaN', '1e9', '']) {
      lab.count = count;
      expect(lab.wrong).toHaveLength(1);
      await lab.write();
    }
    lab.count = '6';
    lab.begin = false;
    for (const [prompt, code] of [
      ['', 'empty-prompt'],
      ['too many tokens', 'too-long'],
      ['x'.repeat(30_000), 'too-long'],
    ] as const) {
      lab.prompt = prompt;
      await lab.write();
      expect(lab.problem).toBe(code);
    }
    expect(ids(lab, 0)).toHaveLength(6);
  });

  test('what fails is said in its column, with the text so far', async () => {
    const { lab, engine } = begun([{}]);
    engine.failure = new ModelError('out-of-memory', 'full');
    await lab.write();
    expect(column(lab, 0).problem).toBe('out-of-memory');
    expect(stopped(column(lab, 0))).toEqual(['failed']);
  });
});

describe('take(column, at, what)', () => {
  test('branches off, goes on to the same length, and can be undone', async () => {
    const { lab } = begun([{}]);
    await lab.write();
    await lab.take(column(lab, 0), 2, [100]);
    expect(ids(lab, 0)).toEqual([66, 67, 100, 101, 102, 103]);
    const [, branch] = column(lab, 0).tree.branches;
    expect(branch?.tokens.map(({ taken }) => taken)).toEqual([true, false, false, false]);
    expect(branch?.tokens.every(({ seen }) => seen !== null)).toBe(true);
    column(lab, 0).tree = undo(column(lab, 0).tree);
    expect(ids(lab, 0)).toEqual([66, 67, 68, 69, 70, 71]);
  });

  test('a text is taken as its tokens; no text is nothing', async () => {
    const { lab } = begun([{}]);
    await lab.write();
    await lab.take(column(lab, 0), 0, 'b');
    expect(ids(lab, 0)).toEqual([65, 66, 67, 68, 69, 70]);
    await lab.take(column(lab, 0), 0, '');
    expect(column(lab, 0).tree.branches).toHaveLength(2);
  });

  test('where the same token is taken again, draws go on as they did', async () => {
    const { lab } = begun([{ doSample: true, temperature: 20 }]);
    await lab.write();
    const text = ids(lab, 0);
    await lab.take(column(lab, 0), 2, text.slice(2, 3));
    expect(ids(lab, 0)).toEqual(text);
  });

  test('the last token ends the text, as does <|endoftext|>', async () => {
    const { lab } = begun([{}]);
    await lab.write();
    await lab.take(column(lab, 0), 5, [7]);
    expect(ids(lab, 0)).toEqual([66, 67, 68, 69, 70, 7]);
    await lab.take(column(lab, 0), 1, [256]);
    expect(ids(lab, 0)).toEqual([66, 256]);
    expect(stopped(column(lab, 0))).toEqual(['length', 'length', 'end of text']);
  });

  test('tokens of another model are not gone on from', async () => {
    const { lab } = open(new LabEngine(), 'mine');
    await lab.take(column(lab, 0), 2, [100]);
    expect(lab.problem).toContain('another model');
    expect(column(lab, 0).tree.branches).toHaveLength(1);
  });
});

describe('links', () => {
  test('a link restores text, settings and branches, once they are written', async () => {
    const { lab } = begun([{ doSample: true, temperature: 9 }, { topK: 3 }]);
    await lab.write();
    await lab.take(column(lab, 0), 2, [100]);
    await lab.take(column(lab, 0), 4, [101, 102]);
    const hash = writeLabLink(lab.link());
    const { lab: other } = open();
    const opened = openAtOnce(hash);
    if (opened?.kind !== 'link') throw new Error('the link could not be read');
    other.restore(readPart(decodingPage, opened.parts.get(PAGE)).state);
    expect(writeLabLink(other.link())).toBe(hash);
    expect(ids(other, 0)).toEqual([]);
    await other.write();
    expect(ids(other, 0)).toEqual(ids(lab, 0));
    expect(column(other, 0).tree.branches).toHaveLength(3);
    expect(writeLabLink(other.link())).toBe(hash);
  });

  test('branches that do not fit are left out', async () => {
    const { lab } = begun([{}]);
    const tree = {
      roots: 1,
      shown: 2,
      branches: [
        { parent: 0, at: 90, taken: [3] },
        { parent: 1, at: 95, taken: [4] },
        { parent: 0, at: 1, taken: [900] },
      ],
    };
    lab.restore({ ...lab.link(), columns: [{ settings: { drafts: {}, kept: {} }, tree }] });
    await lab.write();
    expect(ids(lab, 0)).toHaveLength(6);
    expect(column(lab, 0).tree.branches).toHaveLength(1);
  });

  test('a link to the stored run shows it at once', () => {
    const { lab } = open();
    const link = lab.link();
    const { lab: other } = open();
    other.restore(link);
    expect(ids(other, 2)).toEqual(ids(lab, 2));
  });
});

describe('runSeeds()', () => {
  test('each column that draws writes a text for each seed; the first is that of its column', async () => {
    const { lab } = begun([
      {},
      { doSample: true, temperature: 9 },
      { doSample: true, numReturnSequences: 2 },
    ]);
    lab.seeds = '5';
    await lab.write();
    await lab.runSeeds();
    expect(lab.columns.map(({ spread }) => spread?.runs.length ?? 0)).toEqual([0, 5, 5]);
    expect(column(lab, 1).spread?.runs[0]?.ids).toEqual(ids(lab, 1));
    expect(column(lab, 1).spread?.selfBleu).toBeGreaterThan(0);
    expect(lab.seedRuns.progress).toBeNull();
  });

  test('stopped, it keeps the seeds that are done', async () => {
    const { lab, engine } = begun([{ doSample: true }]);
    const run = engine.generate.bind(engine);
    engine.generate = (ids, options, onStep, signal) => {
      if (options.seed === 3) lab.stopSeeds();
      return run(ids, options, onStep, signal);
    };
    await lab.runSeeds();
    expect(column(lab, 0).spread?.runs.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(lab.seedRuns.progress).toBeNull();
  });

  test('bad numbers of seeds run nothing', async () => {
    const { lab } = begun([{ doSample: true }]);
    for (const seeds of ['1', '101', 'NaN', '-5', '']) {
      lab.seeds = seeds;
      await lab.runSeeds();
      expect(column(lab, 0).spread).toBeNull();
    }
  });
});

describe('GenerationConfig', () => {
  test('goes out and in again', () => {
    const { lab } = begun([{ doSample: true, topK: 40, temperature: 0.7 }, {}]);
    const json = column(lab, 0).export(40, []) ?? '';
    expect(JSON.parse(json)).toEqual({
      ...{ temperature: 0.7, top_k: 40, do_sample: true, max_new_tokens: 40 },
    });
    expect(column(lab, 1).import(json)).toEqual({
      ...{ problem: null, setting: '', unknown: ['max_new_tokens'] },
    });
    expect(column(lab, 1).usable).toEqual(column(lab, 0).usable);
  });
  test('what makes no sense changes nothing', () => {
    const { lab } = begun([{ doSample: true, topK: 40 }]);
    const before = column(lab, 0).settings;
    expect(column(lab, 0).import('[1]').problem).toBe('not-json');
    expect(column(lab, 0).import('{"top_p": 7}')).toMatchObject({
      ...{ problem: 'bad-value', setting: 'top-p' },
    });
    expect(column(lab, 0).settings).toBe(before);
  });
});

test('six columns are the most', () => {
  const { lab } = begun(Array.from({ length: 9 }, () => ({})));
  expect(lab.columns).toHaveLength(6);
});
