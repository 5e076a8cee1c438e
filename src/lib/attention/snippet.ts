import { loadingLines } from '../heads/index.ts';
import type { Choice } from './layer.ts';

/** The figure's steps in a notebook, with TransformerLens (Python). */
export function numbersSnippet(
  ids: readonly number[],
  layer: number,
  { head, query, key }: Choice,
  repo: string | null,
): string {
  return [
    '# pip install transformer_lens',
    'import torch',
    'from transformer_lens import HookedTransformer',
    '',
    ...loadingLines(repo),
    `ids = torch.tensor([[${ids.join(', ')}]])`,
    `layer, head, t, s = ${layer}, ${head}, ${query}, ${key}`,
    '_, cache = model.run_with_cache(ids)',
    'block = model.blocks[layer]',
    'attn = block.attn',
    'x = block.ln1(cache[f"blocks.{layer}.hook_resid_pre"])[0]',
    'q = x[t] @ attn.W_Q[head] + attn.b_Q[head]',
    'k = x @ attn.W_K[head] + attn.b_K[head]',
    'v = x @ attn.W_V[head] + attn.b_V[head]',
    'products = k @ q',
    'scores = products / attn.attn_scale',
    'masked = scores.clone()',
    'masked[t + 1 :] = -torch.inf',
    'pattern = masked.softmax(-1)',
    'z = pattern @ v',
    'heads = cache[f"blocks.{layer}.attn.hook_z"][0, t]',
    'out = torch.einsum("hd,hdm->m", heads, attn.W_O) + attn.b_O',
    'print(products[s].item(), scores[s].item(), pattern[s].item())',
    'print(z, out)',
    '',
  ].join('\n');
}
