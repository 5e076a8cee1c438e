import { parseMerges } from './merges.ts';
import { fromVocabulary, type Tokenizer } from './tokenizer.ts';
import { createVocabulary, endOfText } from './vocabulary.ts';

/** The contents of a model directory's tokenizer files, in Hugging Face's form. */
export interface TokenizerFiles {
  readonly mergesTxt: string;
  readonly vocabJson: string;
  /** `eos_token` of tokenizer_config.json; default `<|endoftext|>`. */
  readonly eosToken?: string;
}

/**
 * Makes the tokenizer of a GPT-2-architecture checkpoint. Ids are vocab.json's; its entries that
 * are neither a byte nor made by a merge are special tokens. Reads no added_tokens.json.
 */
export function tokenizerFromFiles({
  mergesTxt,
  vocabJson,
  eosToken = endOfText,
}: TokenizerFiles): Tokenizer {
  return fromVocabulary(createVocabulary(parseMerges(mergesTxt), parseVocab(vocabJson)), eosToken);
}

function parseVocab(vocabJson: string): Map<string, number> {
  let vocab: unknown;
  try {
    vocab = JSON.parse(vocabJson);
  } catch (cause) {
    throw new Error('vocab.json is not JSON', { cause });
  }
  if (typeof vocab !== 'object' || vocab === null || Array.isArray(vocab)) {
    throw new Error('vocab.json is not a table of tokens and ids');
  }
  const ids = new Map<string, number>();
  for (const [token, id] of Object.entries(vocab)) {
    if (typeof id !== 'number') throw new Error(`not an id for token ${token}: ${String(id)}`);
    ids.set(token, id);
  }
  return ids;
}
