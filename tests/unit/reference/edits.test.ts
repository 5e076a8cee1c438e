import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Gpt2Config } from '#lib/model/config.ts';
import type { Edit } from '#lib/model/edits.ts';
import { applyEdit, forward, type Activation, type Weights } from '#lib/reference/index.ts';
import { openModelDirectory } from '../../../tools/model/file-source.ts';
import { readWeights } from '../../../tools/model/read-weights.ts';

let config: Gpt2Config;
let weights: Weights;
const ids = [8192, 464, 3797, 3332];

beforeAll(async () => {
  const checkpoint = await openModelDirectory('public/models/teaching');
  config = checkpoint.config;
  weights = await readWeights(checkpoint);
  await checkpoint.close();
});

const run = (edits: readonly Edit[] = [], of = ids) => forward(config, weights, of, { edits });
const numbers = (activation: Activation | undefined) => [...(activation?.data ?? [])];
const rows = (...values: number[][]) => values.map((row) => Float64Array.from(row));

describe('forward with edits, as the model itself would have it', () => {
  test('setting a row of hook_embed to the row of another token is that token', () => {
    const value = [...(weights['wte'] ?? [])].slice(257 * 256, 258 * 256);
    const edited = run([{ at: 'hook_embed', pos: [2], do: 'set', value }]);
    const other = run([], [8192, 464, 257, 3332]);
    expect(edited.logits).toEqual(other.logits);
  });

  test('without what the blocks add, only the last token speaks', () => {
    const edits = [0, 1, 2, 3].flatMap((i): Edit[] => [
      { at: `blocks.${i}.hook_attn_out`, do: 'zero' },
      { at: `blocks.${i}.hook_mlp_out`, do: 'zero' },
    ]);
    const { cache, logits } = run(edits);
    expect(cache['blocks.3.hook_resid_post']).toEqual(cache['blocks.0.hook_resid_pre']);
    expect(run(edits, [8192, 1, 2, 3332]).logits.at(-1)).toEqual(logits.at(-1));
  });

  test('without z, attention adds its bias alone', () => {
    const { cache } = run([{ at: 'blocks.1.attn.hook_z', do: 'zero' }]);
    const bias = [...(weights['h.1.attn.c_proj.bias'] ?? [])];
    expect(numbers(cache['blocks.1.hook_attn_out']).slice(-256)).toEqual(bias);
  });

  test('a pattern set to look at the first place brings the first value', () => {
    const edits: Edit[] = [
      { at: 'blocks.0.attn.hook_pattern', head: 5, pos: [3], do: 'set', value: [1, 0, 0, 0] },
    ];
    const { cache } = run(edits);
    const at = (name: string, t: number) =>
      numbers(cache[`blocks.0.attn.${name}`]).slice((t * 8 + 5) * 32, (t * 8 + 6) * 32);
    expect(at('hook_z', 3)).toEqual(at('hook_v', 0));
    expect(
      numbers(cache['blocks.0.attn.hook_pattern']).slice((5 * 4 + 3) * 4, 5 * 16 + 16),
    ).toEqual([1, 0, 0, 0]);
  });

  test('hook_resid_post of one block and hook_resid_pre of the next are one stream', () => {
    const change = { pos: [1], do: 'scale', value: -3 } as const;
    const post = run([{ at: 'blocks.1.hook_resid_post', ...change }]);
    const pre = run([{ at: 'blocks.2.hook_resid_pre', ...change }]);
    expect(post.logits).toEqual(pre.logits);
    expect(post.cache['blocks.2.hook_resid_pre']).toEqual(post.cache['blocks.1.hook_resid_post']);
    expect(pre.cache['blocks.1.hook_resid_post']).toEqual(run().cache['blocks.1.hook_resid_post']);
  });

  test('nothing before an edit changes', () => {
    const plain = run().cache;
    const { cache } = run([{ at: 'blocks.2.hook_mlp_out', do: 'add', value: 1 }]);
    for (const name of Object.keys(plain)) {
      if (name === 'blocks.2.hook_mlp_out') break;
      expect(cache[name]).toEqual(plain[name]);
    }
    const moved = numbers(plain['blocks.2.hook_mlp_out']).map((x) => x + 1);
    numbers(cache['blocks.2.hook_mlp_out']).forEach((x, i) => expect(x).toBeCloseTo(moved[i]!, 5));
  });

  test.each([
    [{ at: 'blocks.0.attn.hook_q', do: 'zero' }, 'it is not to be edited'],
    [{ at: 'hook_resid_pre', do: 'zero' }, 'it is not to be edited'],
    [{ at: 'blocks.4.hook_mlp_out', do: 'zero' }, 'there are 4 layers'],
    [{ at: 'blocks.0.hook_mlp_out', head: 1, do: 'zero' }, 'it has no heads'],
    [{ at: 'blocks.0.attn.hook_z', head: 8, do: 'zero' }, 'no head 8'],
    [{ at: 'blocks.0.attn.hook_z', pos: [0, 4], do: 'zero' }, 'no position 4'],
    [{ at: 'blocks.0.attn.hook_z', do: 'set' }, 'it takes a number or 32 of them'],
    [{ at: 'hook_embed', do: 'add', value: [1, 2] }, 'it takes a number or 256 of them'],
  ] as [Edit, string][])('refuses %j', (edit, why) => {
    expect(() => run([edit])).toThrow(`cannot edit ${edit.at}: ${why}`);
    expect(() => run([edit])).toThrow(expect.objectContaining({ code: 'bad-edit' }));
  });
});

describe('applyEdit(edit, heads)', () => {
  const at = 'hook_embed';
  const x = [rows([1, 2], [3, 4], [5, 9])];

  test.each([
    [{ at, do: 'zero' }, [0, 0, 0, 0, 0, 0]],
    [{ at, do: 'mean' }, [3, 5, 3, 5, 3, 5]],
    [{ at, do: 'mean', pos: [1] }, [1, 2, 3, 5, 5, 9]],
    [{ at, do: 'scale', value: 2 }, [2, 4, 6, 8, 10, 18]],
    [{ at, do: 'scale', value: [0, 1], pos: [0, 2] }, [0, 2, 3, 4, 0, 9]],
    [{ at, do: 'add', value: [1, -1] }, [2, 1, 4, 3, 6, 8]],
    [{ at, do: 'set', value: 7, pos: [2] }, [1, 2, 3, 4, 7, 7]],
  ] as [Edit, number[]][])('%j', (edit, expected) => {
    expect(applyEdit(edit, x)[0]?.flatMap((row) => [...row])).toEqual(expected);
    expect(x).toEqual([rows([1, 2], [3, 4], [5, 9])]);
  });

  test('keeps what the mask hides from a query, whatever the edit', () => {
    const pattern = [rows([1, 0, 0], [0.5, 0.5, 0], [0.2, 0.3, 0.5])];
    const edit: Edit = { at: 'blocks.0.attn.hook_pattern', do: 'add', value: 1 };
    expect(applyEdit(edit, pattern)).toEqual([rows([2, 0, 0], [1.5, 1.5, 0], [1.2, 1.3, 1.5])]);
  });

  test('touches only the head it names', () => {
    const heads = [rows([1]), rows([2]), rows([3])];
    const edit: Edit = { at: 'blocks.0.attn.hook_z', head: 1, do: 'zero' };
    expect(applyEdit(edit, heads)).toEqual([rows([1]), rows([0]), rows([3])]);
  });

  test('mean twice is mean once, and the mean stays', () => {
    const anyRows = fc.array(fc.tuple(fc.integer(), fc.integer()), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(anyRows, (values) => {
        const once = applyEdit({ at, do: 'mean' }, [rows(...values)]);
        const twice = applyEdit({ at, do: 'mean' }, once);
        for (const [t, row] of (once[0] ?? []).entries())
          row.forEach((value, i) => {
            const sum = values.reduce((a, pair) => a + pair[i as 0 | 1], 0);
            expect(value).toBe(sum / values.length);
            // n sums of m / n round to within a few units of the last place
            expect(Math.abs((twice[0]?.[t]?.[i] ?? NaN) - value)).toBeLessThanOrEqual(
              1e-15 * Math.abs(value) * 6,
            );
          });
      }),
    );
  });
});
