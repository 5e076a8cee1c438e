import { describe, expect, test } from 'vitest';
import { openTeaching, prompts, teachingEngine } from './teaching.ts';

const prompt = prompts[1]?.ids ?? [];

describe('generate(ids, options)', () => {
  test('the same seed gives the same text, another seed another', async () => {
    const engine = await teachingEngine();
    const write = async (seed: number): Promise<readonly number[]> =>
      (await engine.generate(prompt, { strategy: 'sample', seed, maxNewTokens: 12 })).newIds;
    expect(await write(3)).toEqual(await write(3));
    expect(await write(4)).not.toEqual(await write(3));
  });

  test('a text written in parts is the text written at once', async () => {
    const engine = await teachingEngine();
    const options = { strategy: 'sample', seed: 3, presencePenalty: 2 } as const;
    const { ids } = await engine.generate(prompt, { ...options, maxNewTokens: 9 });
    for (const written of [1, 4]) {
      const begun = ids.slice(0, prompt.length + written);
      const rest = { ...options, maxNewTokens: 9 - written };
      expect((await engine.generate(begun, { ...rest, written })).ids).toEqual(ids);
    }
    const tooMany = engine.generate(prompt, { ...options, maxNewTokens: 1, written: 1e9 });
    await expect(tooMany).rejects.toMatchObject({ code: 'bad-option' });
  });

  test('top-k 1 and temperature 0 are greedy', async () => {
    const engine = await teachingEngine();
    const options = { strategy: 'sample', maxNewTokens: 6 } as const;
    const greedy = prompts[1]?.greedy.slice(0, prompt.length + 6);
    for (const setting of [{ topK: 1 }, { temperature: 0 }])
      expect((await engine.generate(prompt, { ...options, ...setting })).ids).toEqual(greedy);
  });

  test('log-probabilities are those of the model, whatever the temperature', async () => {
    const engine = await teachingEngine();
    const cold = { strategy: 'sample', temperature: 0.01, maxNewTokens: 3 } as const;
    const { logprobs } = await engine.generate(prompt, cold);
    for (const [i, logprob] of logprobs.entries())
      expect(logprob).toBeCloseTo(prompts[1]?.greedy_logprobs[i] ?? NaN, 3);
  });

  test('an aborted writing keeps what is written and says so', async () => {
    const engine = await teachingEngine();
    const stop = new AbortController();
    const { newIds, stopped } = await engine.generate(
      prompt,
      { strategy: 'greedy', maxNewTokens: 30 },
      ({ id }) => {
        if (id === prompts[1]?.greedy[prompt.length + 4]) stop.abort();
      },
      stop.signal,
    );
    expect(stopped).toBe('aborted');
    expect(newIds.length).toBeLessThan(30);
    expect(newIds).toEqual(prompts[1]?.greedy.slice(prompt.length, prompt.length + newIds.length));
  });

  test('the end-of-text token ends the text unless told otherwise', async () => {
    // the same model, whose documents end with the third token that it writes here
    const eos = prompts[1]?.greedy[prompt.length + 2] ?? 0;
    const engine = await openTeaching({ eos_token_id: eos });
    const options = { strategy: 'greedy', maxNewTokens: 5 } as const;
    const ended = await engine.generate(prompt, options);
    expect(ended).toMatchObject({ stopped: 'end of text' });
    expect(ended.newIds).toHaveLength(3);
    const gone = await engine.generate(prompt, { ...options, stopAtEnd: false });
    expect(gone).toMatchObject({ stopped: 'length' });
    expect(gone.newIds).toHaveLength(5);
    await engine.release();
  });

  test('bans hold over prompt and continuation, and with everything banned the text so far stays', async () => {
    const engine = await teachingEngine();
    const greedy = { strategy: 'greedy', maxNewTokens: 20 } as const;
    const { ids } = await engine.generate(prompt, { ...greedy, noRepeatNgramSize: 1 });
    expect(new Set(ids.slice(prompt.length)).size).toBe(20);
    for (const id of ids.slice(prompt.length)) expect(prompt).not.toContain(id);
    const badWordsIds = Array.from({ length: engine.info.config.vocab_size }, (_, id) => [id]);
    const none = await engine.generate(prompt, { ...greedy, badWordsIds });
    expect(none).toMatchObject({ ids: prompt, newIds: [], stopped: 'all banned' });
  });

  test('patterns of the newest token are those of a run over the whole text', async () => {
    const engine = await teachingEngine();
    const rows: Float32Array[] = [];
    const written = await engine.generate(
      prompt,
      { strategy: 'greedy', maxNewTokens: 3, patterns: true },
      ({ patterns }) => {
        if (patterns !== null) rows.push(patterns);
      },
    );
    expect(rows).toHaveLength(3);
    for (const [step, row] of rows.entries()) {
      const T = prompt.length + step;
      const name = 'blocks.2.attn.hook_pattern';
      const { captured } = await engine.run(written.ids.slice(0, T), { capture: [name] });
      expect(row).toHaveLength(4 * 8 * T);
      for (let h = 0; h < 8; h++)
        for (let key = 0; key < T; key++)
          expect(row[(2 * 8 + h) * T + key]).toBeCloseTo(
            captured[name]?.data[(h * T + T - 1) * T + key] ?? NaN,
            5,
          );
    }
  });

  test.each([
    ['a negative temperature', { temperature: -1 }],
    ['a temperature that is not a number', { temperature: NaN }],
    ['top-k of half a token', { topK: 0.5 }],
    ['top-p of 0', { topP: 0 }],
    ['half a token more', { maxNewTokens: 0.5 }],
  ])('%s is refused', async (_, setting) => {
    const engine = await teachingEngine();
    const options = { strategy: 'sample', maxNewTokens: 1, ...setting } as const;
    await expect(engine.generate(prompt, options)).rejects.toMatchObject({ code: 'bad-option' });
  });

  test('texts that are written at once take turns, and are what they are alone', async () => {
    const engine = await teachingEngine();
    const order: string[] = [];
    const options = { strategy: 'sample', seed: 5, maxNewTokens: 6 } as const;
    const beam = { numBeams: 2, maxNewTokens: 6 };
    const [first, second, search] = await Promise.all([
      engine.generate(prompt, options, () => order.push('first')),
      engine.generate(prompt, { ...options, seed: 6 }, () => order.push('second')),
      engine.beams(prompt, beam, () => order.push('beams')),
      engine.run(prompt).then(() => order.push('figure')),
    ]);
    expect(order.indexOf('figure')).toBeLessThan(6);
    const steps = order.filter((name) => name !== 'figure');
    for (let round = 0; round < 6; round++)
      expect(new Set(steps.slice(3 * round, 3 * round + 3)).size).toBe(3);
    expect(first.ids).toEqual((await engine.generate(prompt, options)).ids);
    expect(second.ids).toEqual((await engine.generate(prompt, { ...options, seed: 6 })).ids);
    expect(search.texts).toEqual((await engine.beams(prompt, beam)).texts);
  });
});

test('a run that is aborted before its turn rejects', async () => {
  const engine = await teachingEngine();
  await expect(engine.run(prompt, {}, AbortSignal.abort())).rejects.toMatchObject({
    code: 'aborted',
  });
});

test('unembed(rows) of the final residual gives the logits: the logit lens', async () => {
  const engine = await teachingEngine();
  const name = 'blocks.3.hook_resid_post';
  const { captured, logits } = await engine.run(prompt, { capture: [name], logits: 'all' });
  const rows = captured[name];
  if (rows === undefined) throw new Error('not captured');
  const lens = await engine.unembed(rows);
  expect(lens.shape).toEqual(logits.shape);
  expect(lens.data).toEqual(logits.data);
  const narrow = { shape: [1, 3], data: new Float32Array(3) };
  await expect(engine.unembed(narrow)).rejects.toMatchObject({ code: 'wrong-shape' });
});
