import { describe, expect, test } from 'vitest';
import { activationNames } from '#lib/model/names.ts';
import { largestError } from '../../../model/largest-error.ts';
import { prompts, reference, teachingEngine } from './teaching.ts';

describe('run(ids) against the independent PyTorch implementation', () => {
  test.each(prompts)('every activation and all logits of "$text" within 1e-3', async (prompt) => {
    const engine = await teachingEngine();
    const run = await engine.run(prompt.ids, { capture: 'all', logits: 'all' });
    const expected = reference(prompt);
    const logits = expected.get('logits');
    if (logits === undefined) throw new Error('the fixture has no logits');
    expect(largestError(run.logits, logits)).toBeLessThan(1e-3);
    const names = activationNames(engine.info.config);
    expect(Object.keys(run.captured)).toEqual(names);
    for (const name of names) {
      const stored = expected.get(name);
      if (stored === undefined) throw new Error(`the fixture has no ${name}`);
      expect(largestError(run.captured[name], stored), name).toBeLessThan(1e-3);
    }
  });

  test.each(prompts)(
    'greedy writing after "$text" gives its tokens and log-probabilities',
    async (prompt) => {
      const engine = await teachingEngine();
      const { ids, logprobs } = await engine.generate(prompt.ids, {
        strategy: 'greedy',
        maxNewTokens: 20,
      });
      expect(ids).toEqual(prompt.greedy);
      for (const [i, expected] of prompt.greedy_logprobs.entries())
        expect(logprobs[i]).toBeCloseTo(expected, 3);
    },
  );

  test.each(prompts)(
    'head 2 of layer 1 zeroed changes the logits of "$text" as in PyTorch',
    async (prompt) => {
      const engine = await teachingEngine();
      const { logits } = await engine.run(prompt.ids, {
        edits: [{ at: 'blocks.1.attn.hook_z', head: 2, do: 'zero' }],
      });
      const first8 = [...logits.data.slice(0, 8)];
      for (const [i, expected] of prompt.last_logits_with_head_1_2_zeroed_first_8.entries())
        expect(first8[i]).toBeCloseTo(expected, 3);
    },
  );
});

describe('long texts are read in pieces', () => {
  const ids = Array.from({ length: 256 }, (_, i) => (i * 7919 + 13) % 8193);
  const pattern = 'blocks.2.attn.hook_pattern';

  test('patterns of 256 tokens: rows sum to 1 within 1e-5, exactly 0 above the diagonal', async () => {
    const engine = await teachingEngine();
    const { captured } = await engine.run(ids, { capture: [pattern] });
    const tensor = captured[pattern];
    expect(tensor?.shape).toEqual([8, 256, 256]);
    for (let row = 0; row < 8 * 256; row++) {
      const weights = (tensor?.data ?? new Float32Array()).subarray(row * 256, (row + 1) * 256);
      const query = row % 256;
      expect(Math.abs(weights.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-5);
      expect(weights.slice(query + 1).every((weight) => weight === 0)).toBe(true);
    }
  });

  test('pieces of 128 and one piece of 256 agree within 1e-4', async () => {
    const engine = await teachingEngine();
    const scores = 'blocks.2.attn.hook_attn_scores'; // wants all tokens at once
    const pieces = await engine.run(ids, { capture: [pattern, 'blocks.3.hook_resid_post'] });
    const whole = await engine.run(ids, { capture: [pattern, 'blocks.3.hook_resid_post', scores] });
    for (const name of [pattern, 'blocks.3.hook_resid_post']) {
      const expected = whole.captured[name];
      if (expected === undefined) throw new Error(`not captured: ${name}`);
      expect(largestError(pieces.captured[name], expected)).toBeLessThan(1e-4);
    }
    expect(largestError(pieces.logits, whole.logits)).toBeLessThan(1e-4);
    expect(whole.captured[scores]?.shape).toEqual([8, 256, 256]);
  });

  test('decoding with the cache equals recomputing within 1e-4', async () => {
    const engine = await teachingEngine();
    const steps: Float32Array[] = [];
    const prompt = ids.slice(0, 100);
    const { ids: text } = await engine.generate(
      prompt,
      { strategy: 'sample', seed: 7, maxNewTokens: 40 },
      (step) => steps.push(step.logits),
    );
    for (const [i, logits] of steps.entries()) {
      const { logits: recomputed } = await engine.run(text.slice(0, 100 + i));
      expect(largestError({ shape: [1, 8193], data: logits }, recomputed)).toBeLessThan(1e-4);
    }
  });

  test('a text longer than the model slides its window and says so', async () => {
    const engine = await teachingEngine();
    const slid: boolean[] = [];
    const { newIds } = await engine.generate(
      ids.slice(0, 250),
      { strategy: 'greedy', maxNewTokens: 12, stopAtEnd: false },
      (step) => slid.push(step.slid),
    );
    expect(newIds).toHaveLength(12);
    expect(slid).toEqual([...Array<boolean>(7).fill(false), ...Array<boolean>(5).fill(true)]);
  });
});
