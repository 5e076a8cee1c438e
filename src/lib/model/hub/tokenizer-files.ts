/**
 * Tokenizer files of a checkpoint: GPT-2's byte-level BPE in either of Hugging Face's two forms.
 * Everything else is refused by name, before any weights are fetched.
 */
import { byteOrder, byteToChar, gpt2Merges, tokenizerFromFiles } from '#lib/bpe/index.ts';
import { ModelError } from '../errors.ts';

/** As `Manifest.tokenizer`: null is GPT-2's own. */
export type Tokenizer = { readonly mergesTxt: string; readonly vocabJson: string } | null;

/** Gives the text of a file of the model, or null where there is none of that name. */
export type ReadText = (name: string) => Promise<string | null>;

/**
 * Finds the tokenizer of a model with so many ids: in tokenizer.json, or in vocab.json and
 * merges.txt. A model that brings none has GPT-2's own if its vocabulary is as large.
 * Rejects with `bad-tokenizer`, which names what was found.
 */
export async function findTokenizer(read: ReadText, vocabSize: number): Promise<Tokenizer> {
  const json = await read('tokenizer.json');
  if (json !== null) return checked(fromTokenizerJson(json, vocabSize), vocabSize);
  const [vocabJson, mergesTxt] = [await read('vocab.json'), await read('merges.txt')];
  if (vocabJson !== null && mergesTxt !== null) return checked({ vocabJson, mergesTxt }, vocabSize);
  for (const [name, kind] of others)
    if ((await read(name)) !== null) throw refused(`${kind}: ${name}`);
  if (vocabSize === GPT2_SIZE) return null;
  throw refused(`no tokenizer files, vocab_size ${vocabSize}`);
}

const GPT2_SIZE = 50_257;

const others = [
  ['vocab.txt', 'WordPiece (BERT)'],
  ['tokenizer.model', 'SentencePiece'],
  ['spiece.model', 'SentencePiece'],
  ['sentencepiece.bpe.model', 'SentencePiece'],
] as const;

/**
 * The same as vocab.json and merges.txt, from `tokenizer.json` (Hugging Face tokenizers, the form
 * of `Tokenizer.save`).
 */
export function fromTokenizerJson(text: string, vocabSize: number): NonNullable<Tokenizer> {
  const json = parse(text, 'tokenizer.json');
  const model = object(json.model) ?? {};
  const kind = model.type ?? (model.merges === undefined ? 'no model' : 'BPE');
  if (kind !== 'BPE') throw refused(`${kinds.get(kind) ?? String(kind)}: tokenizer.json`);
  if (model.byte_fallback === true || usesStep(json.pre_tokenizer, 'Metaspace'))
    throw refused('SentencePiece BPE (LLaMA): tokenizer.json');
  if (!isPlainByteLevel(json.pre_tokenizer))
    throw refused(`BPE, pre_tokenizer ${brief(json.pre_tokenizer)}`);
  if ((json.normalizer ?? null) !== null)
    throw refused(`BPE, normalizer ${brief(json.normalizer)}`);

  const vocab = new Map<string, unknown>(Object.entries(object(model.vocab) ?? {}));
  for (const added of Array.isArray(json.added_tokens) ? json.added_tokens : []) {
    const { id, content } = object(added) ?? {};
    // Tokens added behind the table (a [PAD] that was never trained) stand for no row of the model.
    if (typeof content === 'string' && typeof id === 'number' && id < vocabSize)
      vocab.set(content, id);
  }
  const merges = (Array.isArray(model.merges) ? model.merges : []).map((merge: unknown) =>
    Array.isArray(merge) ? merge.join(' ') : String(merge),
  );
  return {
    vocabJson: JSON.stringify(Object.fromEntries(vocab)),
    mergesTxt: ['#version: 0.2', ...merges, ''].join('\n'),
  };
}

const kinds = new Map<unknown, string>([
  ['WordPiece', 'WordPiece (BERT)'],
  ['Unigram', 'Unigram (SentencePiece)'],
  ['WordLevel', 'WordLevel'],
]);

function usesStep(step: unknown, type: string): boolean {
  const { type: own, pretokenizers } = object(step) ?? {};
  return (
    own === type || (Array.isArray(pretokenizers) && pretokenizers.some((s) => usesStep(s, type)))
  );
}

function isPlainByteLevel(step: unknown): boolean {
  const { type, pretokenizers, add_prefix_space, use_regex } = object(step) ?? {};
  if (type === 'Sequence' && Array.isArray(pretokenizers) && pretokenizers.length === 1)
    return isPlainByteLevel(pretokenizers[0]);
  return type === 'ByteLevel' && add_prefix_space !== true && use_regex !== false;
}

/** Makes the tokenizer once, so that a broken one is found now; null where it is GPT-2's. */
async function checked(files: NonNullable<Tokenizer>, vocabSize: number): Promise<Tokenizer> {
  const vocab = parse(files.vocabJson, 'vocab.json');
  const inTable = Object.entries(vocab).filter(
    ([, id]) => typeof id !== 'number' || id < vocabSize,
  );
  const trimmed =
    inTable.length === Object.keys(vocab).length
      ? files
      : { ...files, vocabJson: JSON.stringify(Object.fromEntries(inTable)) };
  try {
    tokenizerFromFiles(trimmed);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw refused(`BPE, ${message}`, cause);
  }
  return vocabSize === GPT2_SIZE && (await isGpt2s(trimmed)) ? null : trimmed;
}

async function isGpt2s({ vocabJson, mergesTxt }: NonNullable<Tokenizer>): Promise<boolean> {
  const vocab = parse(vocabJson, 'vocab.json');
  const lines = mergesTxt.split(/\r?\n/).filter((line) => line !== '');
  if (lines[0]?.startsWith('#version') === true) lines.shift();
  const merges = await gpt2Merges();
  return (
    lines.length === merges.length &&
    vocab['<|endoftext|>'] === GPT2_SIZE - 1 &&
    byteOrder.every((byte, id) => vocab[byteToChar[byte] ?? ''] === id) &&
    merges.every(([a, b], i) => lines[i] === `${a} ${b}` && vocab[a + b] === 256 + i)
  );
}

function parse(text: string, name: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw refused(`${name}: not JSON`, cause);
  }
  return object(json) ?? {};
}

function object(value: unknown): Record<string, unknown> | null {
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
  return plain ? (value as Record<string, unknown>) : null;
}

function refused(found: string, cause?: unknown): ModelError {
  const message = `not a GPT-2 tokenizer: ${found}`;
  return new ModelError('bad-tokenizer', message, { cause, details: { found } });
}

function brief(value: unknown): string {
  return (JSON.stringify(value) ?? 'none').slice(0, 120);
}
