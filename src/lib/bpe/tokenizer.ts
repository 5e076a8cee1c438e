import { createDecoder } from './decode.ts';
import { createEncoder, type EncodeOptions } from './encode.ts';
import type { Merge } from './merges.ts';
import { groupPieces, type Piece } from './pieces.ts';
import { split } from './split.ts';
import { traceMerges, type Trace } from './trace.ts';
import { canonicalIds, createVocabulary, endOfText, type Vocabulary } from './vocabulary.ts';

export interface TokenizerOptions {
  /** Best first, in GPT-2's printable alphabet. */
  readonly merges: readonly Merge[];
  /** The id of `<|endoftext|>`; null for none; default: the id after the last merge, as in GPT-2. */
  readonly eosId?: number | null;
}

/** Text to ids and back, byte-level BPE as in GPT-2. */
export interface Tokenizer {
  /** One more than the largest id: 50,257 for GPT-2. */
  readonly size: number;
  /** The id of the end-of-text token, or null where the vocabulary has none. */
  readonly eosId: number | null;
  /** Ids of any string; special tokens are read from it only on request. */
  encode(text: string, options?: EncodeOptions): number[];
  /** Text of ids; bytes that are no character become U+FFFD. `decode(encode(s)) === s` for well-formed s. */
  decode(ids: readonly number[]): string;
  /** The bytes that a token stands for; a RangeError for an id that has none, as below. */
  tokenBytes(id: number): Uint8Array;
  /** A token for the eye: bytes that are no whole character are shown as <0xE6>, never as U+FFFD. */
  tokenText(id: number): string;
  /** Tokens grouped into whole characters: what figures draw a bracket over. */
  pieces(ids: readonly number[]): Piece[];
  /** The merges of one piece (see `split`) step by step; a RangeError for a longer text. */
  trace(word: string): Trace;
}

/** Makes a tokenizer whose ids follow GPT-2's numbering: 256 bytes, one id a merge, end of text. */
export function createTokenizer({ merges, eosId }: TokenizerOptions): Tokenizer {
  const eos = eosId === undefined ? 256 + merges.length : eosId;
  return fromVocabulary(createVocabulary(merges, canonicalIds(merges, eos)), endOfText);
}

/** Makes a tokenizer from its parts; `eosToken` names the end-of-text token if the vocabulary has it. */
export function fromVocabulary(vocabulary: Vocabulary, eosToken: string): Tokenizer {
  const { byteIds, size, special, table } = vocabulary;
  const { tokenBytes, tokenText, decode } = createDecoder(vocabulary);
  const specialIds = new Set(special.values());
  const utf8 = new TextEncoder();
  return {
    size,
    eosId: special.get(eosToken) ?? null,
    encode: createEncoder(vocabulary),
    decode,
    tokenBytes,
    tokenText,
    pieces: (ids) => groupPieces(ids, tokenBytes, (id) => specialIds.has(id)),
    trace(word) {
      if (split(word).length > 1) throw new RangeError(`more than one piece: ${word}`);
      return traceMerges(
        Array.from(utf8.encode(word), (byte) => byteIds[byte] ?? 0),
        table,
      );
    },
  };
}
