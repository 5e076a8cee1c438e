import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '#lib/model/config.ts';
import { ModelError } from '#lib/model/errors.ts';

const refusal = (json: unknown) => {
  try {
    return parseConfig(json);
  } catch (error) {
    return error instanceof ModelError ? `${error.code}: ${error.message}` : error;
  }
};

describe('parseConfig(json)', () => {
  test("fills in the defaults of Hugging Face's GPT2Config", () => {
    expect(parseConfig({ model_type: 'gpt2' })).toEqual({
      n_layer: 12,
      n_head: 12,
      n_embd: 768,
      n_positions: 1024,
      vocab_size: 50257,
      n_inner: 3072,
      activation_function: 'gelu_new',
      layer_norm_epsilon: 1e-5,
      scale_attn_by_inverse_layer_idx: false,
      eos_token_id: 50256,
    });
  });

  test('reads the teaching model', () => {
    const json: unknown = JSON.parse(readFileSync('public/models/teaching/config.json', 'utf8'));
    expect(parseConfig(json)).toMatchObject({
      n_layer: 4,
      n_head: 8,
      n_embd: 256,
      n_inner: 1024,
      n_positions: 256,
      vocab_size: 8193,
      eos_token_id: 8192,
    });
  });

  test('reads the other names of the sizes, null as absent, and the architecture alone', () => {
    const json = {
      architectures: ['GPT2LMHeadModel'],
      hidden_size: 64,
      num_attention_heads: 4,
      num_hidden_layers: 3,
      max_position_embeddings: 32,
      vocab_size: 100,
      n_inner: null,
      eos_token_id: null,
      reorder_and_upcast_attn: true,
    };
    expect(parseConfig(json)).toMatchObject({
      n_layer: 3,
      n_head: 4,
      n_embd: 64,
      n_positions: 32,
      n_inner: 256,
      eos_token_id: 99,
    });
  });

  test.each([
    ['gelu_new', 'gelu_new'],
    ['gelu_pytorch_tanh', 'gelu_new'],
    ['gelu_fast', 'gelu_new'],
    ['gelu', 'gelu'],
    ['relu', 'relu'],
  ])('takes %s for %s', (given, taken) => {
    const config = parseConfig({ model_type: 'gpt2', activation_function: given });
    expect(config.activation_function).toBe(taken);
  });

  test.each([
    [{ model_type: 'llama' }, 'not-gpt2: not a GPT-2 but another architecture: "llama"'],
    [
      { architectures: ['BertModel'] },
      'not-gpt2: not a GPT-2 but another architecture: "BertModel"',
    ],
    [{ n_embd: 768 }, 'not-gpt2: config.json names neither a model_type nor an architecture'],
    [
      { model_type: 'gpt2', add_cross_attention: true },
      'not-gpt2: a GPT-2 with cross-attention: add_cross_attention is true',
    ],
    [
      { model_type: 'gpt2', scale_attn_weights: false },
      'not-gpt2: a GPT-2 with unscaled scores: scale_attn_weights is false',
    ],
    [
      { model_type: 'gpt2', activation_function: 'quick_gelu' },
      'not-gpt2: unknown activation_function: "quick_gelu"',
    ],
    [{ model_type: 'gpt2', n_head: 7 }, 'bad-config: n_embd 768 is not divisible by n_head 7'],
    [
      { model_type: 'gpt2', n_layer: 1e9 },
      'bad-config: n_layer is not a whole number from 1 to 1024: 1000000000',
    ],
    [
      { model_type: 'gpt2', hidden_size: '768' },
      'bad-config: hidden_size is not a whole number from 1 to 65536: "768"',
    ],
    [
      { model_type: 'gpt2', layer_norm_epsilon: -1 },
      'bad-config: layer_norm_epsilon is not between 0 and 1: -1',
    ],
    [
      { model_type: 'gpt2', eos_token_id: 50257 },
      'bad-config: eos_token_id is outside a vocabulary of 50257: 50257',
    ],
    [[], 'bad-config: config.json is not an object: []'],
    [null, 'bad-config: config.json is not an object: null'],
  ])('refuses %j and says why', (json, message) => {
    expect(refusal(json)).toBe(message);
  });

  test('gives a usable config or a ModelError for any JSON', () => {
    const fields = ['n_layer', 'n_head', 'n_embd', 'vocab_size', 'n_inner', 'activation_function'];
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()).map((rest) => ({
        model_type: 'gpt2',
        ...rest,
      })),
    );
    fc.assert(
      fc.property(anything, (json) => {
        try {
          const { n_embd, n_head, n_layer } = parseConfig(json);
          expect(Number.isInteger(n_embd / n_head) && n_layer > 0).toBe(true);
        } catch (error) {
          if (!(error instanceof ModelError)) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });
});
