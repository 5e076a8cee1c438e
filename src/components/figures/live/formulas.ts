/** What each station of the forward pass computes, and in what shape. */
import type { Gpt2Config } from '#lib/model/config.ts';
import type { StationKind } from './passLayout.ts';

/** Names of matrices as in TransformerLens: W_E is wte, W_pos is wpe. */
export const FORMULAS: Readonly<Record<StationKind, string>> = {
  tokens: '<|endoftext|> + text → t₁ … t_T',
  ids: 'idᵢ ∈ {0 … V − 1}',
  embed: 'W_E[token]',
  pos: 'W_pos[position]',
  sum: 'x = W_E[token] + W_pos[position]',
  ln1: 'x̂ = (x − μ) / √(σ² + ε)',
  attn: 'Σₕ softmax(QₕKₕᵀ / √d) Vₕ · W_O + b_O',
  mid: 'x ← x + attention(LN(x))',
  ln2: 'x̂ = (x − μ) / √(σ² + ε)',
  mlp: 'gelu(x̂ W_in + b_in) W_out + b_out',
  post: 'x ← x + MLP(LN(x))',
  final: 'x̂ = (x − μ) / √(σ² + ε)',
  logits: 'logits = x̂ W_Eᵀ,  p = softmax(logits)',
  softmax: 'pᵢ = exp(zᵢ) / Σⱼ exp(zⱼ)',
};

/** What comes out of a station, in letters and numbers. Example: '[T, D] = [10, 256]' */
export function shapeOf(kind: StationKind, config: Gpt2Config, tokens: number): string {
  if (kind === 'tokens' || kind === 'ids') return `[T] = [${String(tokens)}]`;
  return kind === 'logits' || kind === 'softmax'
    ? `[1, V] = [1, ${String(config.vocab_size)}]`
    : `[T, D] = [${String(tokens)}, ${String(config.n_embd)}]`;
}

/** The largest thing inside attention and the MLP; null for the others. */
export function innerShapeOf(kind: StationKind, config: Gpt2Config, tokens: number): string | null {
  if (kind === 'attn') return `[H, T, T] = [${[config.n_head, tokens, tokens].join(', ')}]`;
  return kind === 'mlp' ? `[T, 4D] = [${[tokens, config.n_inner].join(', ')}]` : null;
}
