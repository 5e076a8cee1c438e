/** The same experiments in a notebook, with TransformerLens (Nanda and Bloom 2022; Python). */
import { loadingLines } from '../heads/index.ts';
import type { Ablation } from './ablate.ts';
import { activationOf } from './parts.ts';
import { patchName, type PatchKind } from './patch.ts';

/** What every script begins with. */
export interface SnippetFacts {
  readonly ids: readonly number[];
  readonly a: number;
  /** null: the mean of all tokens. */
  readonly b: number | null;
  /** TransformerLens's name of the model; null for the teaching model, whose files are here. */
  readonly name: string | null;
}

/** Original against edited: the ablations as hooks. */
export function ablationSnippet(facts: SnippetFacts, ablations: readonly Ablation[]): string {
  const hooks = ablations.map((ablation) => {
    const { part, how } = ablation;
    const by = how === 'scale' ? ablation.by : how === 'zero' ? 0 : '"mean"';
    const head = part.kind === 'head' ? part.head : 'None';
    return `    ("${activationOf(part)}", turned(${head}, ${by})),`;
  });
  return script(facts, [
    ...TURNED,
    'hooks = [',
    ...hooks,
    ']',
    'original = model(ids)[0, -1]',
    'edited = model.run_with_hooks(ids, fwd_hooks=hooks)[0, -1]',
    'print("logit difference", difference(original).item(), "→", difference(edited).item())',
    'p, q = original.log_softmax(-1), edited.log_softmax(-1)',
    'print("KL", (p.exp() * (p - q)).sum().item())',
  ]);
}

/** Every head and MLP ablated in turn. */
export const sweepSnippet = (facts: SnippetFacts, how: 'zero' | 'mean'): string =>
  script(facts, [
    ...TURNED,
    `by = ${how === 'zero' ? '0' : '"mean"'}`,
    'base = difference(model(ids)[0, -1])',
    'L, H = model.cfg.n_layers, model.cfg.n_heads',
    'change = torch.zeros(L, H + 1)  # the last column: the MLP',
    'for layer in range(L):',
    '    for head in range(H + 1):',
    '        name = f"blocks.{layer}." + ("attn.hook_z" if head < H else "hook_mlp_out")',
    '        hook = (name, turned(head if head < H else None, by))',
    '        logits = model.run_with_hooks(ids, fwd_hooks=[hook])[0, -1]',
    '        change[layer, head] = difference(logits) - base',
    'print(change)',
  ]);

/** Every cell patched in turn, from the clean run into the corrupted one. */
export function patchSnippet(
  facts: SnippetFacts,
  corrupted: readonly number[],
  kind: PatchKind,
): string {
  const name = patchName(kind, 0).replace('blocks.0.', '');
  const columns = kind === 'z' ? 'model.cfg.n_heads' : 'ids.shape[1]';
  const where = kind === 'z' ? '[:, :, column]' : '[:, column]';
  return script(facts, [
    `corrupted = torch.tensor([[${corrupted.join(', ')}]])`,
    'clean_logits, cache = model.run_with_cache(ids)',
    'clean = difference(clean_logits[0, -1])',
    'base = difference(model(corrupted)[0, -1])',
    `L, columns = model.cfg.n_layers, ${columns}`,
    'recovered = torch.zeros(L, columns)',
    'for layer in range(L):',
    '    for column in range(columns):',
    '        def put(value, hook):',
    `            value${where} = cache[hook.name]${where}`,
    '            return value',
    `        hook = (f"blocks.{layer}.${name}", put)`,
    '        logits = model.run_with_hooks(corrupted, fwd_hooks=[hook])[0, -1]',
    '        recovered[layer, column] = (difference(logits) - base) / (clean - base)',
    'print(recovered)',
  ]);
}

/** The terms of the logit difference, layer norm's scale frozen. */
export const attributionSnippet = (facts: SnippetFacts): string =>
  script(facts, [
    'logits, cache = model.run_with_cache(ids)',
    'scale = cache["ln_final.hook_scale"][0, -1]',
    'W_U = model.W_U  # (D, V)',
    facts.b === null
      ? `direction = W_U[:, ${facts.a}] - W_U.mean(-1)`
      : `direction = W_U[:, ${facts.a}] - W_U[:, ${facts.b}]`,
    'def term(x):',
    '    return (((x - x.mean()) / scale * model.ln_final.w) @ direction).item()',
    'print("embedding", term(cache["hook_embed"][0, -1]), "position", term(cache["hook_pos_embed"][0, -1]))',
    'for layer in range(model.cfg.n_layers):',
    '    z = cache[f"blocks.{layer}.attn.hook_z"][0, -1]  # (H, d)',
    '    for head in range(model.cfg.n_heads):',
    '        print(f"L{layer}H{head}", term(z[head] @ model.W_O[layer, head]))',
    '    print(f"L{layer} b_O", term(model.b_O[layer]))',
    '    print(f"L{layer} MLP", term(cache[f"blocks.{layer}.hook_mlp_out"][0, -1]))',
    'print("layer norm bias", (model.ln_final.b @ direction).item())',
    'print("logit difference", difference(logits[0, -1]).item())',
  ]);

/** Attention to one token against the effect of ablation, head by head. */
export const looksSnippet = (facts: SnippetFacts, at: number): string =>
  script(facts, [
    'logits, cache = model.run_with_cache(ids)',
    'p = logits[0, -1].log_softmax(-1)',
    'best = p.argmax()',
    'for layer in range(model.cfg.n_layers):',
    '    for head in range(model.cfg.n_heads):',
    `        weight = cache[f"blocks.{layer}.attn.hook_pattern"][0, head, -1, ${at}].item()`,
    '        def off(z, hook):',
    '            z[:, :, head] = 0',
    '            return z',
    '        hook = (f"blocks.{layer}.attn.hook_z", off)',
    '        q = model.run_with_hooks(ids, fwd_hooks=[hook])[0, -1].log_softmax(-1)',
    '        print(f"L{layer}H{head}", weight, (q[best] - p[best]).item())',
  ]);

/** A hook that turns one head (or, with None, everything) down to `by` times itself or to its mean. */
const TURNED = [
  'def turned(head, by):',
  '    def hook(value, hook):',
  '        part = value if head is None else value[:, :, head]',
  '        part[:] = part.mean(1, keepdim=True) if by == "mean" else part * by',
  '        return value',
  '    return hook',
];

function script({ ids, a, b, name }: SnippetFacts, lines: readonly string[]): string {
  const against = b === null ? 'logits.mean()' : `logits[${b}]`;
  return [
    '# pip install transformer_lens',
    'import torch',
    'from transformer_lens import HookedTransformer',
    'torch.set_grad_enabled(False)',
    ...loadingLines(name),
    `ids = torch.tensor([[${ids.join(', ')}]])`,
    'def difference(logits):',
    `    return logits[${a}] - ${against}`,
    ...lines,
    '',
  ].join('\n');
}
