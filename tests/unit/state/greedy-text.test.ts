import { describe, expect, test } from 'vitest';
import { logSoftmax } from '#lib/sampling/index.ts';
import { promptOf, readPhrase, writeGreedy } from '#lib/state/greedy-text.ts';
import { readCandidates, readMoment, storedMoment, storeMoment } from '#lib/state/moment.ts';
import { FakeEngine, logitsAfter, tokenizer } from './fake-engine.ts';

const loaded = () => ({ engine: new FakeEngine(), tokenizer });

describe('promptOf(tokenizer, text, most)', () => {
  test('keeps the last tokens and says so', () => {
    expect(promptOf(tokenizer, 'abc', 2)).toEqual({ ids: [256, 65, 66], cut: true });
    expect(promptOf(tokenizer, 'abc', 3)).toEqual({ ids: [256, 64, 65, 66], cut: false });
    expect(promptOf(tokenizer, '', 3)).toEqual({ ids: [256], cut: false });
  });
});

describe('writeGreedy(loaded, text, options)', () => {
  test('writes the likeliest tokens with their ln P, as many as there are places', async () => {
    const seen: number[] = [];
    const written = await writeGreedy(loaded(), 'ab', { count: 99 }, (text) =>
      seen.push(text.ids.length),
    );
    expect(written.ids).toEqual([256, 64, 65, 66, 67, 68, 69, 70]);
    expect(written.promptLength).toBe(3);
    expect(written.tokens.slice(3).join('')).toBe('cdefg');
    expect(written.logprobs.slice(0, 3)).toEqual([NaN, NaN, NaN]);
    expect(written.logprobs[3]).toBeCloseTo(logSoftmax(logitsAfter(65))[66] ?? NaN, 5);
    expect(seen).toEqual([4, 5, 6, 7, 8]);
  });
});

describe('readPhrase(loaded, phrase, times)', () => {
  test('an empty phrase is refused, a long one goes round as often as it fits', async () => {
    await expect(readPhrase(loaded(), '', 3)).rejects.toMatchObject({ code: 'empty-prompt' });
    const { engine } = loaded();
    // logits of every place, as the real engine gives them
    engine.run = (ids) =>
      Promise.resolve({
        ...{ ids, captured: {}, ms: 1 },
        logits: {
          shape: [ids.length, 257],
          data: Float32Array.from(ids.flatMap((id) => [...logitsAfter(id)])),
        },
      });
    const read = await readPhrase({ engine, tokenizer }, 'ab', 99);
    expect(read.ids).toEqual([256, 64, 65, 64, 65, 64, 65]);
    expect(read.logprobs[0]).toBeNaN();
    expect(read.logprobs[2]).toBeCloseTo(logSoftmax(logitsAfter(64))[65] ?? NaN, 5);
    expect(read.logprobs[4]).toBeCloseTo(read.logprobs[2] ?? NaN, 6);
  });
});

describe('moments', () => {
  test('a moment is stored and comes back', async () => {
    const moment = await readMoment(loaded(), 'ab', 2);
    expect(moment.ids).toEqual([256, 64, 65, 66, 67]);
    const back = storedMoment(storeMoment(moment));
    expect(back.textOf(68)).toBe('e');
    moment.logits.forEach((logit, id) => {
      expect(back.logits[id]).toBeCloseTo(logit, 2);
    });
    expect({ ...back, logits: null, textOf: null }).toEqual({
      ...{ ...moment, logits: null, textOf: null },
    });
  });

  test('a candidate whose hidden state is that of all before has the penalty 1', async () => {
    const found = await readCandidates(loaded(), [256, 64], 3);
    expect(found.map(({ text }) => text)).toEqual(['b', 'a', 'c']);
    for (const { penalty, like } of found) {
      expect(penalty).toBeCloseTo(1, 6);
      expect(like).toBe(0);
    }
  });
});
