/** What the stand-in serves: GPT-2 at its full shapes, small ones of every kind, and what is none. */
import { byteOrder, byteToChar, gpt2Merges } from '#lib/bpe/index.ts';
import type { Gpt2Config } from '#lib/model/config.ts';
import { gpt2Small } from '../../tools/model/random-checkpoint.ts';
import {
  checkpointFile,
  configFile,
  fileOfText,
  shardedFiles,
  type ServedFile,
} from './checkpoint.ts';

export interface Repository {
  /** `public`; `gated`: to be had after signing in; `private`: as if it did not exist. */
  readonly access: 'public' | 'gated' | 'private';
  readonly commit: string;
  readonly files: ReadonlyMap<string, ServedFile>;
}

const merges = ['Ġ t', 'h e', 'Ġt he', 'i n'];

/** 256 bytes, four merges and `<|endoftext|>`: the smallest vocabulary of GPT-2's kind. */
export const tinyVocabulary = vocabularyOf(merges);

export const tinyConfig: Gpt2Config = {
  n_layer: 2,
  n_head: 2,
  n_embd: 16,
  n_positions: 64,
  vocab_size: 261,
  n_inner: 64,
  activation_function: 'gelu_new',
  layer_norm_epsilon: 1e-5,
  scale_attn_by_inverse_layer_idx: false,
  eos_token_id: 260,
};

/** Large enough for many pieces and shards of a small size: 6.6 MB in F32. */
export const wideConfig: Gpt2Config = { ...tinyConfig, n_embd: 256, n_inner: 1024 };

/** One tensor, the token table, is half of it: 16 MiB in F32. */
export const tallConfig: Gpt2Config = {
  ...tinyConfig,
  n_embd: 512,
  n_inner: 512,
  vocab_size: 8192,
};

/** Two layers and another vocabulary, as a fine-tune on another language has. */
export const fineTuneMerges = [...merges, 'Ġ a', 'Ġa n', 'o n', 'e r'];
export const fineTuneConfig: Gpt2Config = { ...tinyConfig, vocab_size: 265, eos_token_id: 264 };

function vocabularyOf(lines: readonly string[]): Record<string, number> {
  const tokens = [
    ...byteOrder.map((byte) => byteToChar[byte] ?? ''),
    ...lines.map((line) => line.replace(' ', '')),
    '<|endoftext|>',
  ];
  return Object.fromEntries(tokens.map((token, id) => [token, id]));
}

function pairOf(lines: readonly string[]): [string, ServedFile][] {
  return [
    ['vocab.json', fileOfText(JSON.stringify(vocabularyOf(lines)))],
    ['merges.txt', fileOfText(['#version: 0.2', ...lines, ''].join('\n'))],
  ];
}

export const tinyTokenizer = {
  vocabJson: JSON.stringify(tinyVocabulary),
  mergesTxt: ['#version: 0.2', ...merges, ''].join('\n'),
};

/** tokenizer.json as Hugging Face tokenizers writes it, with `change` made to it. */
export function tokenizerJson(lines: readonly string[], change: object = {}): string {
  const vocab = vocabularyOf(lines);
  return JSON.stringify({
    version: '1.0',
    added_tokens: [
      { id: lines.length + 256, content: '<|endoftext|>', special: true },
      { id: 1_000_000, content: '[PAD]', special: true },
    ],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
    model: { type: 'BPE', vocab, merges: lines.map((line) => line.split(' ')) },
    ...change,
  });
}

/** All repositories. GPT-2's own vocabulary is made from the published package. */
export async function makeRepositories(): Promise<Map<string, Repository>> {
  const all = new Map<string, Repository>();
  const add = (
    name: string,
    files: Iterable<readonly [string, ServedFile]>,
    access: Repository['access'] = 'public',
  ): void => {
    const commit = Array.from({ length: 40 }, (_, i) => ((i * 7 + all.size) % 16).toString(16));
    all.set(name, { access, commit: commit.join(''), files: new Map(files) });
  };
  const tiny = (weights: ServedFile, config = tinyConfig): [string, ServedFile][] => [
    ['config.json', configFile(config)],
    ...pairOf(merges),
    ['model.safetensors', weights],
  ];
  const config = (json: object): [string, ServedFile] => [
    'config.json',
    fileOfText(JSON.stringify(json)),
  ];
  const weights = fileOfText('not looked at');

  add('openai-community/gpt2', [
    ['config.json', configFile(gpt2Small)],
    ...pairOf((await gpt2Merges()).map((merge) => merge.join(' '))),
    ['model.safetensors', checkpointFile(gpt2Small)],
  ]);
  add('tiny/gpt2', tiny(checkpointFile(tinyConfig)));
  add('tiny/wide', tiny(checkpointFile(wideConfig), wideConfig));
  const prefixed = { prefix: 'transformer.', head: 'copy', masks: false } as const;
  add('tiny/prefixed', tiny(checkpointFile(tinyConfig, prefixed)));
  const half = { dtype: 'F16' } as const;
  add('tiny/tall', tiny(checkpointFile(tallConfig), tallConfig));
  add('tiny/tall-f16', tiny(checkpointFile(tallConfig, half), tallConfig));
  add('tiny/wide-prefixed', tiny(checkpointFile(wideConfig, prefixed), wideConfig));
  add('tiny/untied', tiny(checkpointFile(tinyConfig, { head: 'own' })));
  add('tiny/f16', tiny(checkpointFile(tinyConfig, { dtype: 'F16' })));
  add('tiny/bf16', tiny(checkpointFile(tinyConfig, { dtype: 'BF16' })));
  add('tiny/sharded', [
    ['config.json', configFile(wideConfig)],
    ...pairOf(merges),
    ...shardedFiles(wideConfig, 3),
  ]);
  add('tiny/fine-tune', [
    ['config.json', configFile(fineTuneConfig)],
    ['tokenizer.json', fileOfText(tokenizerJson(fineTuneMerges))],
    ['model.safetensors', checkpointFile(fineTuneConfig, { seed: 2 })],
  ]);

  add('tiny/llama', [
    config({ architectures: ['LlamaForCausalLM'], model_type: 'llama', hidden_size: 64 }),
    ['model.safetensors', weights],
  ]);
  add('tiny/bert', [
    config({ architectures: ['BertForMaskedLM'], model_type: 'bert' }),
    ['vocab.txt', fileOfText('[PAD]\n')],
    ['model.safetensors', weights],
  ]);
  const none: [string, ServedFile][] = [['config.json', configFile(tinyConfig)], ...pairOf(merges)];
  add('tiny/onnx-only', [...none, ['onnx/model.onnx', weights]]);
  add('tiny/pytorch-only', [...none, ['pytorch_model.bin', weights]]);
  add('tiny/gguf-only', [['tiny.Q4_K_M.gguf', weights]]);
  add('tiny/chinese', [
    ['config.json', configFile(tinyConfig)],
    ['vocab.txt', fileOfText('[PAD]\n[UNK]\n')],
    ['model.safetensors', checkpointFile(tinyConfig)],
  ]);
  for (const [name, change] of Object.entries(otherTokenizers))
    add(`tiny/${name}`, [
      ['config.json', configFile(tinyConfig)],
      ['tokenizer.json', fileOfText(tokenizerJson(merges, change))],
      ['model.safetensors', checkpointFile(tinyConfig)],
    ]);
  add('tiny/gated', tiny(checkpointFile(tinyConfig)), 'gated');
  add('tiny/private', tiny(checkpointFile(tinyConfig)), 'private');
  return all;
}

/** Parts of a tokenizer.json that make it another kind. */
const otherTokenizers = {
  'word-piece': { model: { type: 'WordPiece', vocab: {} } },
  unigram: { model: { type: 'Unigram', vocab: [] } },
  'llama-bpe': {
    model: { type: 'BPE', vocab: {}, merges: [], byte_fallback: true },
    pre_tokenizer: { type: 'Metaspace' },
  },
  'own-split': {
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Split' }, { type: 'ByteLevel' }] },
  },
  lowercase: { normalizer: { type: 'Lowercase' } },
};
