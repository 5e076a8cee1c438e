/** Words of attention by numbers and of the softmax experiment. */
export const attentionEn = {
  'attention.numbers.title': 'Attention by numbers',
  'attention.numbers.caption':
    'From one token’s vector to what one layer of attention writes for it, in eleven steps. Every number is the model’s own; press one, and it opens into the two vectors that made it.',
  'attention.numbers.layer': 'Layer',
  'attention.numbers.head': 'Head',
  'attention.numbers.query': 'From token',
  'attention.numbers.key': 'To token',
  'attention.numbers.steps': 'Steps of attention; the arrow keys go from one to the next',
  'attention.numbers.previous': 'Back',
  'attention.numbers.next': 'Next step',
  'attention.numbers.of': 'Step {n} of {last}',
  'attention.numbers.cut': 'Only the first {n} tokens are read here.',
  'attention.numbers.vector':
    '{count} numbers, orange below zero and blue above; the darkest is ±{max}. Press one, or go through them with the arrow keys.',
  'attention.numbers.say': 'number {i}: {x}',
  'attention.numbers.here': 'Number {i} of {name}',
  'attention.numbers.waiting':
    'The weights behind this number come with the model. They are being fetched.',
  'attention.numbers.needs': 'The weights behind this number come with the model.',
  'attention.numbers.noProducts.mask':
    'Nothing is multiplied here. Scores of tokens after “{query}” become −∞, for e^−∞ is 0: they will get no weight at all.',
  'attention.numbers.noProducts.concat':
    'Nothing is multiplied here. This is number {j} of head {head}, put in place {i} of the long vector.',
  'attention.numbers.softmax':
    'e^(({score}) − ({largest})) ÷ {total} = {power} ÷ {total} = {weight}. The largest score is taken off first so that nothing overflows; the sum below the line is that of the {seen} tokens that are seen.',
  'attention.numbers.softmaxHidden':
    '“{key}” comes after “{query}”: its score is −∞, its weight e^−∞ = 0.',
  'attention.numbers.one': '{left} × {right}{plus} = {sum}',
  'attention.numbers.terms': 'term by term',
  'attention.numbers.place': 'place',
  'attention.numbers.product': 'product',
  'attention.numbers.running': 'sum so far',
  'attention.numbers.rest': 'the other {n} products together',
  'attention.numbers.bias': 'bias',
  'attention.numbers.sum': 'sum',
  'attention.numbers.model': 'The model itself got {model}. Difference: {difference}.',
  'attention.numbers.all': 'Show all {n} terms in order',
  'attention.numbers.few': 'Show the largest only',
  'attention.numbers.products': '{n} products',
  'attention.numbers.slice': '{name} of head {head}, all of it: {rows} × {cols} weights',
  'attention.numbers.sliceHelp': 'Arrow keys move through the weights; a column makes one number.',
  'attention.numbers.row': 'input number',
  'attention.numbers.column': 'output number',
  'attention.numbers.weight': 'from input {row} to output {col}: {x}',
  'attention.numbers.token': 'token',
  'attention.numbers.scores': 'Scores of “{query}” with every token',
  'attention.numbers.score.product': 'q · k',
  'attention.numbers.score.scale': '÷ {scale}',
  'attention.numbers.score.mask': 'mask',
  'attention.numbers.score.softmax': 'weight',
  'attention.numbers.picture': 'All heads of layer {layer}, for “{query}”',
  'attention.numbers.pictureHelp':
    'A row for each head, a column for each step. Press a piece to go there.',
  'attention.numbers.cell': 'head {head}, {step}',
  'attention.numbers.column.step': 'step',
  'attention.numbers.column.head': 'head',
  'attention.numbers.column.number': 'number',
  'attention.numbers.column.value': 'value',
  'attention.numbers.legend': 'from strongly negative to strongly positive, within each picture',

  'attention.step.x': 'x',
  'attention.step.q': 'query',
  'attention.step.k': 'key',
  'attention.step.v': 'value',
  'attention.step.product': 'q · k',
  'attention.step.scale': '÷ √d',
  'attention.step.mask': 'mask',
  'attention.step.softmax': 'softmax',
  'attention.step.mix': 'mix',
  'attention.step.concat': 'concatenate',
  'attention.step.out': 'W_O',
  'attention.what.x':
    'The residual stream at “{query}” after layer norm: shifted and stretched to mean 0 and variance 1, then times a learned gain, plus a learned bias.',
  'attention.what.q':
    'What “{query}” is looking for: its {D} numbers times this head’s slice of W_Q give {d}.',
  'attention.what.k': 'What “{key}” offers to be found by: its x times this head’s slice of W_K.',
  'attention.what.v':
    'What “{key}” hands over if it is found: its x times this head’s slice of W_V.',
  'attention.what.product':
    'How well the query of “{query}” fits each token’s key: one dot product of {d} terms for each token.',
  'attention.what.scale':
    'Divided by √{d} = {scale}, so that scores do not grow with the size of a head.',
  'attention.what.mask': 'A token must not see what comes after it.',
  'attention.what.softmax':
    'Scores become weights: all positive, and together 1. This row is the head’s pattern at “{query}”.',
  'attention.what.mix': 'The values of all tokens, each times its weight, added up.',
  'attention.what.concat':
    'The {H} heads have worked side by side, each with its own {d} numbers. Put one after the other they are {D} again.',
  'attention.what.out':
    'One more matrix mixes what the heads bring. The result is added to the residual stream at “{query}”.',

  'attention.sqrt.title': 'What is left of the softmax’s slope',
  'attention.sqrt.caption':
    'Each draw takes one query and {n} keys of d random numbers, and asks how large the softmax’s largest slope is: the largest entry of its Jacobian. Line: the median of {draws} draws; bands: the middle half, and nine tenths. The scale is logarithmic.',
  'attention.sqrt.by':
    'the formula max p_i (1 − p_i), p = softmax(q · k) or softmax(q · k ÷ √d), of standard normal q and k',
  'attention.sqrt.keys': 'Keys',
  'attention.sqrt.draws': 'Draws',
  'attention.sqrt.d': 'Dimension d',
  'attention.sqrt.again': 'Draw anew',
  'attention.sqrt.seed': 'seed {seed}',
  'attention.sqrt.drawing': '{done} of {draws} draws …',
  'attention.sqrt.stop': 'Stop',
  'attention.sqrt.plain': 'softmax(q · k)',
  'attention.sqrt.scaled': 'softmax(q · k ÷ √d)',
  'attention.sqrt.x': 'dimension d',
  'attention.sqrt.y': 'largest slope',
  'attention.sqrt.plot':
    'Largest slope of the softmax against the dimension: with scaling the median stays near {scaled}, without it falls to {plain} at 2,048',
  'attention.sqrt.distribution': 'All {draws} draws at d = {d}',
  'attention.sqrt.distributionLabel':
    'Distribution of the largest slope at d = {d}: the median is {plain} without scaling, {scaled} with it',
  'attention.sqrt.said':
    'At d = {d} the median is {plain} without scaling and {scaled} with it. Without scaling, {share} of the draws are below 0.001.',
  'attention.sqrt.column.kind': 'softmax of',
  'attention.sqrt.column.d': 'd',
  'attention.sqrt.quantile': '{p} % lie below',
};
