import { expect, test } from 'vitest';
import { ablationEdits, editedAblations, type Ablation } from '#lib/causal/index.ts';

test('editedAblations(ablationEdits(list)) is list', () => {
  const list: Ablation[] = [
    { part: { kind: 'head', layer: 3, head: 5 }, how: 'zero' },
    { part: { kind: 'mlp', layer: 0 }, how: 'mean' },
    { part: { kind: 'mlp', layer: 11 }, how: 'scale', by: -0.5 },
  ];
  expect(editedAblations(ablationEdits(list))).toEqual(list);
  expect(editedAblations([])).toEqual([]);
});

test('editedAblations(edits) is null for other edits, and for two of one part', () => {
  const z = { at: 'blocks.3.attn.hook_z', head: 5 } as const;
  for (const edits of [
    [{ at: 'blocks.3.attn.hook_z', do: 'zero' }],
    [{ ...z, do: 'zero', pos: [1] }],
    [{ ...z, do: 'add', value: 1 }],
    [{ ...z, do: 'scale', value: [1, 2] }],
    [{ at: 'blocks.3.hook_mlp_out', head: 1, do: 'zero' }],
    [
      { ...z, do: 'zero' },
      { ...z, do: 'mean' },
    ],
  ] as const)
    expect(editedAblations(edits)).toBeNull();
});
