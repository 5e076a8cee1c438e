/** The figures of the lens and the block in a notebook: TransformerLens (Python). */
import { loadingLines } from '../heads/index.ts';

export interface SnippetText {
  readonly ids: readonly number[];
  /** Hugging Face's name of the model, or null where it is only here. */
  readonly repo: string | null;
}

/** What the model would say after each layer: guesses, entropy, divergence from the last. */
export const lensSnippet = (text: SnippetText): string =>
  script(text, [
    'L = model.cfg.n_layers',
    'names = ["blocks.0.hook_resid_pre"]',
    'names += [f"blocks.{i}.hook_resid_post" for i in range(L)]',
    'stream = torch.stack([cache[name][0] for name in names])  # [L + 1, T, D]',
    'logp = model.unembed(model.ln_final(stream)).log_softmax(-1)',
    'p = logp.exp()',
    'entropy = -(p * logp).sum(-1)',
    'divergence = (p[-1] * (logp[-1] - logp)).sum(-1)',
    'print(p.topk(3).indices)',
    'print(entropy, divergence)',
  ]);

/** What each part writes at place `pos`: length, cosine to the final vector, share of it. */
export const ledgerSnippet = (text: SnippetText, pos: number): string =>
  script(text, [
    `t = ${pos}`,
    'L = model.cfg.n_layers',
    'names = ["hook_embed", "hook_pos_embed"]',
    'names += [f"blocks.{i}.hook_{part}_out" for i in range(L) for part in ("attn", "mlp")]',
    'final = cache[f"blocks.{L - 1}.hook_resid_post"][0, t]',
    'for name in names:',
    '    w = cache[name][0, t]',
    '    share = (w @ final / (final @ final)).item()',
    '    print(name, w.norm().item(), torch.cosine_similarity(w, final, dim=0).item(), share)',
  ]);

/** What enters the activation function of one block, counted in the same bins. */
export const preActivationsSnippet = (text: SnippetText, layer: number): string =>
  script(text, [
    `pre = cache["blocks.${layer}.mlp.hook_pre"][0].flatten()`,
    'print(len(pre), pre.mean().item(), pre.std(unbiased=False).item())',
    'print((pre < 0).float().mean().item())',
    'print(torch.histc(pre.clamp(-5.99, 3.99), bins=40, min=-6, max=4))',
  ]);

/** The neurons of one block that write most at a place, and the tokens that they raise. */
export const neuronsSnippet = (text: SnippetText, layer: number, pos: number): string =>
  script(text, [
    `layer, t = ${layer}, ${pos}`,
    'post = cache[f"blocks.{layer}.mlp.hook_post"][0]  # [T, neurons]',
    'W_out = model.blocks[layer].mlp.W_out',
    'written = post[t].abs() * W_out.norm(dim=-1)',
    'for n in written.topk(8).indices.tolist():',
    '    row = W_out[n]',
    '    direct = ((row - row.mean()) * model.ln_final.w) @ model.W_U',
    '    print(n, post[:, n].tolist(), direct.topk(6).indices.tolist())',
  ]);

function script({ ids, repo }: SnippetText, lines: readonly string[]): string {
  return [
    '# pip install transformer_lens',
    'import torch',
    'from transformer_lens import HookedTransformer',
    '',
    ...loadingLines(repo),
    `ids = torch.tensor([[${ids.join(', ')}]])`,
    '_, cache = model.run_with_cache(ids)',
    ...lines,
    '',
  ].join('\n');
}
