/** The same figure in a notebook: TransformerLens and CircuitsVis (Python). */

export interface SnippetFacts {
  readonly ids: readonly number[];
  /** The tokens as the picture names them. */
  readonly tokens: readonly string[];
  readonly layer: number;
  readonly head: number;
  /** What of the head is drawn. */
  readonly what: 'scores' | 'masked' | 'pattern' | 'value';
  /** Hugging Face's name of the model, or null where it is only here. */
  readonly repo: string | null;
}

/** A script that draws this head's map from the same ids. */
export function transformerLensSnippet({
  ids,
  tokens,
  layer,
  head,
  what,
  repo,
}: SnippetFacts): string {
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
    '# pip install transformer_lens circuitsvis; run in a notebook',
    'import circuitsvis as cv',
    'import torch',
    'from transformer_lens import HookedTransformer',
    '',
    ...loadingLines(repo),
    `ids = torch.tensor([[${ids.join(', ')}]])`,
    '_, cache = model.run_with_cache(ids)',
    ...map,
    `tokens = ${JSON.stringify(tokens)}`,
    ...(what === 'scores' ? [] : ['values = values.tril()']),
    'cv.attention.attention_heads(',
    `    tokens=tokens, attention=values[None], attention_head_names=["${layer}.${head}"],`,
    ')',
    '',
  ].join('\n');
}

/** Python that opens a model, as its weights are, under the name `model`. */
export function loadingLines(repo: string | null): string[] {
  // Unprocessed weights: no folded layer norms, no centred matrices, so that q, k and v are these.
  if (repo !== null)
    return [`model = HookedTransformer.from_pretrained_no_processing("${shortName(repo)}")`];
  return [
    'from safetensors.torch import load_file',
    'from transformer_lens import HookedTransformerConfig',
    'from transformer_lens.pretrained.weight_conversions import convert_gpt2_weights',
    'from transformers import GPT2Config, GPT2LMHeadModel',
    '',
    '# the folder of this model: config.json, model.safetensors',
    'stored = load_file("teaching/model.safetensors")',
    'def weight(name):  # small whole numbers times the scale of their block, where there is one',
    '    w, scale = stored[name].float(), stored.get(name + "_scale")',
    '    if scale is None: return w',
    '    return (w.reshape(*scale.shape, -1) * scale.float()[..., None]).reshape(w.shape)',
    'hf = GPT2LMHeadModel(GPT2Config.from_pretrained("teaching"))',
    'weights = {name: weight(name) for name in stored if not name.endswith("_scale")}',
    'hf.transformer.load_state_dict(weights, strict=False)',
    'c = hf.config',
    'cfg = HookedTransformerConfig(',
    '    n_layers=c.n_layer, n_heads=c.n_head, d_model=c.n_embd, d_head=c.n_embd // c.n_head,',
    '    n_ctx=c.n_positions, d_vocab=c.vocab_size, act_fn=c.activation_function,',
    '    eps=c.layer_norm_epsilon, normalization_type="LN",',
    ')',
    'model = HookedTransformer(cfg)',
    'model.load_state_dict(convert_gpt2_weights(hf, cfg), strict=False)',
  ];
}

/** TransformerLens knows OpenAI's models by their short names. */
const shortName = (repo: string): string => repo.replace(/^openai-community\//, '');
