/** Checks of what all runs are made of: the shape of a model, tokens, their pieces. */
import type { Piece } from '../bpe/index.ts';
import type { Gpt2Config } from '../model/config.ts';
import {
  aFlag,
  aList,
  aNumber,
  aRecord,
  aText,
  aWhole,
  oneOf,
  WrongPlace,
  type Check,
} from './check.ts';

/** More tokens than these no page shows. */
export const MOST_TOKENS = 4096;
const count = (most: number): Check<number> => aWhole(1, most);

/** The shape of a model that a page can draw. */
export const aConfig: Check<Gpt2Config> = aRecord<Gpt2Config>({
  ...{ n_layer: count(128), n_head: count(128), n_embd: count(65_536) },
  ...{ n_positions: count(1_048_576), vocab_size: count(8_388_608), n_inner: count(1_048_576) },
  activation_function: oneOf(['gelu_new', 'gelu', 'relu']),
  layer_norm_epsilon: aNumber(0, 1),
  scale_attn_by_inverse_layer_idx: aFlag,
  eos_token_id: aWhole(0, 8_388_608),
});

export const someIds = (vocabulary: number): Check<readonly number[]> =>
  aList(aWhole(0, vocabulary - 1), 1, MOST_TOKENS);

const piece = aRecord<Piece>({
  ...{ text: aText(400), start: aWhole(0, MOST_TOKENS), end: aWhole(1, MOST_TOKENS) },
  fragments: aList(aRecord({ id: aWhole(0, 8_388_608), bytes: aText(2000) }), 1, 400),
});

/** Pieces that cover `length` tokens, each after the other. */
export const somePieces =
  (length: number): Check<readonly Piece[]> =>
  (value, where) => {
    const pieces = aList(piece, 0, MOST_TOKENS)(value, where);
    let at = 0;
    for (const [i, { start, end, fragments }] of pieces.entries()) {
      if (start !== at || end <= start || fragments.length !== end - start)
        throw new WrongPlace(`${where}[${i}]`);
      at = end;
    }
    if (at !== length) throw new WrongPlace(where);
    return pieces;
  };
