/** Words of the figures that tamper with positions and order. */
export const experimentsEn = {
  'experiments.load': 'Compute it live',
  'experiments.loading': 'Loading the teaching model…',
  'experiments.running': 'Computing…',
  'experiments.again': 'Try again',
  'experiments.sentence': 'Your sentence',
  'experiments.read': 'Read it',
  'experiments.tooShort': 'At least two tokens are needed. Type a few words.',
  'experiments.cut': 'Only the first {n} tokens are read here.',
  'experiments.tokens': 'Tokens in the order in which they are read',
  'experiments.token': '{text}, place {at} of {count}',
  'experiments.tokenFixed': '{text}, place {at} of {count}, stays there',
  'experiments.taken': '{text} picked up. Arrow keys move it, Enter or Escape puts it down.',
  'experiments.moved': '{text} now at place {at} of {count}',
  'experiments.dropped': '{text} put down at place {at} of {count}',
  'experiments.reorderHelp':
    'Drag a token to another place. By keyboard: arrow keys go from token to token, Enter picks one up, arrow keys move it, Enter puts it down.',
  'experiments.shuffle': 'Shuffle',
  'experiments.reverse': 'Reverse',
  'experiments.swap': 'Exchange two neighbours',
  'experiments.reset': 'As it was',

  'experiments.toy.title': 'A bag of words',
  'experiments.toy.caption':
    'One head of attention on the words above, four numbers out for each word. Left: the words as they were; right: in your order. A line joins each word with itself, and beside it stands the largest difference of its four numbers.',
  'experiments.toy.by':
    'out_t = Σ_s softmax_s(q_t · k_s / √4) v_s in 64-bit floating point, on words and matrices drawn with fixed seeds',
  'experiments.toy.words': 'Words',
  'experiments.toy.positions': 'add positions (sinusoids)',
  'experiments.toy.mask': 'causal mask',
  'experiments.toy.sum': 'Sums over words',
  'experiments.toy.sum.as they stand': 'as the words stand',
  'experiments.toy.sum.smallest first': 'smallest number first',
  'experiments.toy.before': 'before',
  'experiments.toy.after': 'your order',
  'experiments.toy.same': 'exactly 0',
  'experiments.toy.verdict.exact':
    'Largest difference: exactly 0. Every word has its old output, to the last bit: the output has only been shuffled along.',
  'experiments.toy.verdict.rounding':
    'Largest difference: {x}. That is rounding: the same terms added in another order. Add the smallest number first, in any order of words, and it is exactly 0.',
  'experiments.toy.verdict.changed.positions':
    'Largest difference: {x}. With positions the same word at another place is another input.',
  'experiments.toy.verdict.changed.mask':
    'Largest difference: {x}. The mask shows each word only what stands before it, and that has changed.',
  'experiments.toy.verdict.changed.both':
    'Largest difference: {x}. Positions and the mask each tell the two orders apart.',
  'experiments.toy.verdict.unmoved': 'No word has moved yet. Shuffle them.',
  'experiments.toy.digits': '{word}, first number, before and after: {before} and {after}',
  'experiments.toy.picture':
    'The outputs of {count} words before and after reordering; largest difference {x}',
  'experiments.toy.tooMany': 'The toy takes at most {n} words; the first {n} are used.',
  'experiments.toy.none': 'Type at least one word.',
  'experiments.column.word': 'word',
  'experiments.column.from': 'place before',
  'experiments.column.to': 'place after',
  'experiments.column.before': 'before, number {n}',
  'experiments.column.after': 'after, number {n}',
  'experiments.column.difference': 'largest difference',

  'experiments.bag.title': 'The same on the model: where the mask gives the order away',
  'experiments.bag.caption':
    'The model read the sentence twice, as it was and in this order. The colour says how far each token’s vector has moved, as a part of its length: after the embeddings, and after each block. Hatched: not at all.',
  'experiments.bag.positions': 'Positions',
  'experiments.bag.positions.off': 'off',
  'experiments.bag.positions.on': 'on',
  'experiments.bag.row.0': 'embeddings',
  'experiments.bag.row': 'block {n}',
  'experiments.bag.rows': 'after',
  'experiments.bag.cols': 'token, in the new order',
  'experiments.bag.say': '{token}, {row}: moved by {x} of its length',
  'experiments.bag.sayNone': '{token}, {row}: exactly the same',
  'experiments.bag.help':
    'Arrow keys move by one cell, Home and End to the ends of the row, Enter holds a cell, Escape lets it go.',
  'experiments.bag.hint': 'Point at a cell, or focus the map and use the arrow keys.',
  'experiments.bag.legend': 'Change of the vector (log scale)',
  'experiments.bag.zero': 'none',
  'experiments.bag.verdict.off':
    '{token}, the last token, sees the same bag of words in both orders. After block 0 it has moved by {first}: rounding of 32-bit numbers. After block 1 by {second}.',
  'experiments.bag.verdict.offMoved':
    'The last token is now another one. Put {token} back to the end, and see what block 0 can tell of the order before it.',
  'experiments.bag.verdict.on':
    'With positions, block 0 already tells the orders apart: {token} has moved by {first}.',
  'experiments.bag.verdict.unmoved':
    'No token has moved yet, so nothing has changed. Shuffle them.',
  'experiments.column.block': 'after',
  'experiments.column.token': 'token',
  'experiments.column.change': 'change',

  'experiments.loss.title': 'Positions off, shuffled, shifted',
  'experiments.loss.caption':
    'The words stay where they are; only the rows of wpe that are added to them change. A row is an experiment, a column a token to be predicted; the colour is the loss, −ln of the probability that the model gave to this token. Bars: the mean of each row.',
  'experiments.loss.normal': 'as trained',
  'experiments.loss.zero': 'off',
  'experiments.loss.shuffled': 'shuffled',
  'experiments.loss.shifted': 'shifted by {n}',
  'experiments.loss.seed': 'Seed of the shuffle',
  'experiments.loss.by': 'Shift by',
  'experiments.loss.rows': 'positions',
  'experiments.loss.cols': 'token to be predicted',
  'experiments.loss.say':
    '{row}, “{token}” given what stands before it: loss {x} nat, probability {p}',
  'experiments.loss.help':
    'Arrow keys move by one cell, Home and End to the ends of the row, Enter holds a cell, Escape lets it go.',
  'experiments.loss.hint': 'Point at a cell, or focus the map and use the arrow keys.',
  'experiments.loss.legend': 'Loss of a token, in nat',
  'experiments.loss.mean': 'Mean loss, nat',
  'experiments.loss.means': 'Mean loss: {list}',
  'experiments.loss.curve': 'Mean loss by shift',
  'experiments.loss.curveLabel':
    'Mean loss of the sentence for shifts from 0 to {last}: lowest {low} at {lowAt}, highest {high} at {highAt}',
  'experiments.loss.limit':
    'The table has {n} rows. A text of {tokens} tokens can be shifted by {last} at most: there is no row after the last.',
  'experiments.column.experiment': 'positions',
  'experiments.column.place': 'row of wpe',
  'experiments.column.loss': 'loss',
} as const;
