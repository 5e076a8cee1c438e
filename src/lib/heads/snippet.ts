/** The same figure in a notebook: TransformerLens and CircuitsVis (Python). */

export interface SnippetFacts {
  readonly ids: readonly number[];
  readonly layer: number;
  readonly head: number;
  /** What of the head is drawn. */
  readonly what: 'scores' | 'masked' | 'pattern' | 'value';
  /** Hugging Face's name of the model, or null where it is only here. */
  readonly repo: string | null;
}

/** A script that draws this head's map from the same ids. */
export function transformerLensSnippet({ ids, layer, head, what, repo }: SnippetFacts): string {
  const where = `blocks.${layer}.attn`;
  const get = (name: string, rest: string): string => `cache["${where}.hook_${name}"][0${rest}]`;
  const map = {
    pattern: [`values = ${get('pattern', `, ${head}`)}`],
    masked: [`values = ${get('attn_scores', `, ${head}`)}`],
    scores: [
      `q = ${get('q', `, :, ${head}`)}`,
      `k = ${get('k', `, :, ${head}`)}`,
      `values = q @ k.T / model.blocks[${layer}].attn.attn_scale`,
    ],
    value: [
      `v = ${get('v', `, :, ${head}`)}`,
      `values = ${get('pattern', `, ${head}`)} * v.norm(dim=-1)`,
    ],
  }[what];
  return [
    '# pip install transformer_lens circuitsvis',
    'import circuitsvis as cv',
    'import torch',
    'from transformer_lens import HookedTransformer',
    '',
    ...loading(repo),
    `ids = torch.tensor([[${ids.join(', ')}]])`,
    '_, cache = model.run_with_cache(ids)',
    ...map,
    'tokens = model.to_str_tokens(ids[0])',
    `cv.attention.attention_heads(tokens=tokens, attention=values[None].tril(), attention_head_names=["${layer}.${head}"])`,
    '',
  ].join('\n');
}

function loading(repo: string | null): string[] {
  // Unprocessed weights: no folded layer norms, no centred matrices, so that q, k and v are these.
  if (repo !== null)
    return [`model = HookedTransformer.from_pretrained_no_processing("${shortName(repo)}")`];
  return [
    'from transformers import GPT2LMHeadModel, GPT2Tokenizer',
    '# the folder of this model: config.json, model.safetensors, merges.txt, vocab.json',
    'folder = "teaching"',
    'hf = GPT2LMHeadModel.from_pretrained(folder)',
    'names = GPT2Tokenizer.from_pretrained(folder)',
    'from transformer_lens.loading_from_pretrained import convert_gpt2_weights',
    'from transformer_lens import HookedTransformerConfig',
    'c = hf.config',
    'cfg = HookedTransformerConfig(',
    '    n_layers=c.n_layer, n_heads=c.n_head, d_model=c.n_embd, d_head=c.n_embd // c.n_head,',
    '    n_ctx=c.n_positions, d_vocab=c.vocab_size, act_fn=c.activation_function,',
    '    eps=c.layer_norm_epsilon, normalization_type="LN", original_architecture="GPT2LMHeadModel",',
    ')',
    'model = HookedTransformer(cfg, tokenizer=names, default_prepend_bos=False)',
    'model.load_state_dict(convert_gpt2_weights(hf, cfg), strict=False)',
  ];
}

/** TransformerLens knows OpenAI's models by their short names. */
const shortName = (repo: string): string => repo.replace(/^openai-community\//, '');
