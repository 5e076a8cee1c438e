/** Reading a text at once and place by place, with the model. */
import { comparePlace, type Prediction } from '../attention/index.ts';
import type { Tokenizer } from '../bpe/index.ts';
import type { Engine } from '../model/api.ts';

/** A text read at once and place by place. */
export interface Forced {
  readonly text: string;
  /** With the end-of-text token before it. */
  readonly tokens: readonly string[];
  /** Of each place but the last: what it predicts for the next token. */
  readonly places: readonly Prediction[];
  readonly layers: number;
  readonly vocabulary: number;
}

/** Tokens read, the end-of-text token aside. */
export const MOST_FORCED = 16;
/** No token holds more bytes than this many characters would need: longer texts need not be read. */
const CHARACTERS_A_TOKEN = 64;

/** Reads a text in one pass, and in a pass of its own for each place but the last. */
export async function forceText(
  engine: Engine,
  ids: readonly number[],
  signal?: AbortSignal,
): Promise<{ places: Prediction[]; ms: { one: number; many: number } }> {
  const whole = await engine.run(ids, { logits: 'all' }, signal);
  const V = engine.info.config.vocab_size;
  const places: Prediction[] = [];
  let many = 0;
  for (let t = 0; t + 1 < ids.length; t++) {
    const alone = await engine.run(ids.slice(0, t + 1), {}, signal);
    many += alone.ms;
    const together = whole.logits.data.subarray(t * V, (t + 1) * V);
    places.push(comparePlace(together, alone.logits.data, ids[t + 1] ?? 0));
  }
  return { places, ms: { one: whole.ms, many } };
}

/** The first tokens of a text, the end-of-text token before them. */
export function readForced(
  tokenizer: Tokenizer,
  text: string,
  positions: number,
): { ids: readonly number[]; cut: boolean } {
  const most = Math.min(MOST_FORCED, positions - 1);
  const piece = text.slice(0, most * CHARACTERS_A_TOKEN);
  const encoded = tokenizer.encode(piece);
  const start = tokenizer.eosId === null ? [] : [tokenizer.eosId];
  const cut = encoded.length > most || piece.length < text.length;
  return { ids: [...start, ...encoded.slice(0, most)], cut };
}
