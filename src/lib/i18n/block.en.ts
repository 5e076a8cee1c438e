/** The words of the figures on the block. */
export const blockEn = {
  'block.tokens': 'Tokens of the text',
  'block.token': 'token {n}: {text}',
  'block.layer': 'Block',
  'block.after': 'After token',

  'block.ledger.title': 'The residual stream as a ledger',
  'block.ledger.caption':
    'One token’s vector, from the two tables to the last block. Each line is one entry: a vector that some part writes. The bar says how much of the final vector it is, from where the sum stood before to where it stands after; bars to the left take something back. At the end the account stands at exactly 1. Choose another token above.',
  'block.ledger.part.embed': 'token table',
  'block.ledger.part.pos': 'position table',
  'block.ledger.part.attn': 'attention {n}',
  'block.ledger.part.mlp': 'MLP {n}',
  'block.ledger.share': 'share of the final vector, summed from above',
  'block.ledger.norm': 'length',
  'block.ledger.cosine': 'cosine',
  'block.ledger.stream': 'stream',
  'block.ledger.label':
    'Ledger of {token}: {count} entries. Largest share: {part}, {share}. The stream grows from length {from} to {to}.',
  'block.ledger.said':
    '{part} writes a vector of length {norm}, cosine {cosine} to the final vector, share {share}. The stream is then {after} long, its cosine to the final vector {afterCosine}.',
  'block.ledger.columns':
    'length: of the entry; cosine: between the entry and the final vector; stream: length of the sum so far.',
  'block.ledger.help': 'Arrow keys go from entry to entry.',
  'block.column.token': 'token',
  'block.column.part': 'part',
  'block.column.norm': 'length of the entry',
  'block.column.cosine': 'cosine to the final vector',
  'block.column.share': 'share of the final vector',
  'block.column.stream': 'length of the stream',
  'block.column.streamCosine': 'cosine of the stream to the final vector',

  'block.norms.title': 'Layer norm and batch norm, with the same numbers',
  'block.norms.caption':
    'Three sentences of a batch, each token a vector of four numbers. First as they are, then after the norm. Layer norm takes mean and variance along a token’s row of four; batch norm down a column, over all tokens of all sentences. Make another sentence longer or shorter and watch the first token of the first one: cells that have changed since the start are framed.',
  'block.norms.by':
    '(x − mean) ⁄ √(variance + ε), by hand on the numbers shown (Ba et al. 2016; Ioffe and Szegedy 2015)',
  'block.norms.kind': 'Norm',
  'block.norms.layer': 'layer norm',
  'block.norms.batch': 'batch norm',
  'block.norms.padded': 'fill short sentences up with zeros, and count them',
  'block.norms.length': 'Sentence {n}: tokens',
  'block.norms.only': 'Only the first token of sentence 1',
  'block.norms.reset': 'As at the start',
  'block.norms.before': 'before',
  'block.norms.afterNorm': 'after',
  'block.norms.sentence': 'sentence {n}',
  'block.norms.token': 'token {n}',
  'block.norms.cell':
    'sentence {s}, token {n}, feature {f}: {before} becomes {after}; mean {mean}, variance {variance}, over {over} numbers',
  'block.norms.verdict.same':
    'The first token of sentence 1 comes out as at the start: it does not matter who else is in the batch.',
  'block.norms.verdict.moved':
    'The first token of sentence 1 comes out differently than at the start, by up to {x}, though nobody touched it.',
  'block.norms.verdict.start':
    'Change the length of another sentence, or leave only one token: does the first token notice?',
  'block.norms.verdict.zero':
    'One token alone in a batch: each feature is its own mean, and nothing but zeros is left. A model that writes token by token is in just this case.',
  'block.norms.legend': 'value',
  'block.norms.label': 'Numbers {which} {kind}: {rows} tokens of four features',
  'block.column.sentence': 'sentence',
  'block.column.place': 'token',
  'block.column.feature': 'feature',
  'block.column.before': 'before',
  'block.column.layer': 'after layer norm',
  'block.column.batch': 'after batch norm',

  'block.depth.title': 'Before or after: what depth does to the stream',
  'block.depth.caption':
    'Stacks of random sublayers, with the norm after each sum (2017) or before each sublayer (GPT-2). First plot: the part of the stream that is still the embedding itself. Post-norm divides it again and again: it halves with every two sublayers. Pre-norm never touches it; it only becomes one of many. Second plot: the gradient at the last sublayer’s weights. With post-norm it stays as large however deep the stack, and training must begin with tiny steps (warm-up); with pre-norm it shrinks like 1 ⁄ √L.',
  'block.depth.by':
    'a simulation with a fixed seed: d = {d}, {draws} stacks of random matrices (theory: Xiong et al. 2020, theorem 1)',
  'block.depth.depth': 'Sublayers',
  'block.depth.seed': 'Seed',
  'block.depth.pre': 'pre-norm (GPT-2)',
  'block.depth.post': 'post-norm (2017)',
  'block.depth.x': 'sublayers',
  'block.depth.kept': 'log₁₀ of the embedding’s part',
  'block.depth.gradient': 'length of the gradient',
  'block.depth.said':
    'After {n} sublayers the embedding is {pre} of the stream with pre-norm, {post} with post-norm. GPT-2 small has 24 sublayers: two in each of 12 blocks.',
  'block.depth.labelKept':
    'The embedding’s part of the stream after {n} sublayers: {pre} with pre-norm, {post} with post-norm',
  'block.depth.labelGradient':
    'Length of the gradient at the last weights of {n} sublayers: {pre} with pre-norm, {post} with post-norm',
  'block.column.depth': 'sublayers',
  'block.column.keptPre': 'embedding’s part, pre-norm',
  'block.column.keptPost': 'embedding’s part, post-norm',
  'block.column.gradientPre': 'gradient, pre-norm',
  'block.column.gradientPost': 'gradient, post-norm',

  'block.gelu.title': 'GELU and ReLU, and the numbers that go through them',
  'block.gelu.caption':
    'Above, the functions: ReLU cuts off everything below zero; GELU weighs each number with the chance that a normal one lies below it; GPT-2’s own is GELU written with a tanh, so near that only the difference shows it. Below, the numbers that enter them in the chosen block on this text, counted in steps of a quarter.',
  'block.gelu.show': 'Show',
  'block.gelu.show.functions': 'the functions',
  'block.gelu.show.slopes': 'their slopes',
  'block.gelu.show.difference': 'tanh form − exact form',
  'block.gelu.relu': 'ReLU: max(0, x)',
  'block.gelu.exact': 'GELU: x Φ(x)',
  'block.gelu.tanh': 'GELU with tanh (GPT-2)',
  'block.gelu.gap': 'tanh form − exact form',
  'block.gelu.x': 'x',
  'block.gelu.at': 'x = {x}: ReLU {relu}, GELU {exact}, with tanh {tanh}',
  'block.gelu.pick': 'x',
  'block.gelu.label': '{show}, from x = −4 to 4; here {said}',
  'block.gelu.count': 'numbers',
  'block.gelu.histogram':
    'Block {layer}: {count} numbers, mean {mean}, standard deviation {deviation}. {negative} lie below zero.',
  'block.gelu.negative':
    'For a ReLU those {negative} would be exactly 0, and their slope too: nothing to learn from them at this token. GELU leaves each a little slope.',
  'block.column.function': 'block',
  'block.column.from': 'from',
  'block.column.to': 'to',
  'block.column.count': 'numbers',

  'block.neurons.title': 'Neurons: when they fire, and what they say',
  'block.neurons.caption':
    'The neurons of one block that write most after the chosen token; below, how strongly each is active at every token (after GELU). For the chosen neuron: the tokens whose logits its vector raises and lowers most, when that vector goes straight to the unembedding. Many neurons make no sense to us; that too is what models are like.',
  'block.neurons.rows': 'neurons',
  'block.neurons.cols': 'token',
  'block.neurons.map': 'Activations of the strongest neurons of block {layer}',
  'block.neurons.help':
    'Arrow keys move by one cell: up and down to another neuron. Enter locks a cell, Escape lets it go.',
  'block.neurons.hint': 'Point at a row, or choose it with the arrow keys.',
  'block.neurons.say': 'Neuron {n} at {token}: activation {x}',
  'block.neurons.legend': 'activation',
  'block.neurons.chosen': 'Neuron {n} of block {layer}',
  'block.neurons.facts':
    'After {token} it is active at {x}; its vector is {length} long. Directly, it adds {added} to the logit of {answer}, the model’s answer there.',
  'block.neurons.fires': 'Most active at: {list}',
  'block.neurons.up': 'Raises',
  'block.neurons.down': 'Lowers',
  'block.neurons.scores': '{which} most by neuron {n}: {list}',
  'block.column.neuron': 'neuron',
  'block.column.activation': 'activation',
  'block.column.written': 'length of its vector',
  'block.column.added': 'added to the answer’s logit',
  'block.column.up': 'raises',
  'block.column.down': 'lowers',

  'block.work.title': 'Where the parameters and the arithmetic are',
  'block.work.caption':
    'Above, the parameters of a model by part; below, the multiplications it takes. The token table is looked up at the entrance, which takes no arithmetic, and multiplied with at the exit, which takes a great deal for one token and little for many. Move the length: what grows faster than all else is attention.',
  'block.work.by':
    'formulas: 4 D² + 2 D I for each token and block, 2 D for each pair of tokens and block, D V for each prediction; what the mask hides is not counted',
  'block.work.model': 'Model',
  'block.work.length': 'Tokens in the text',
  'block.work.mode': 'Work',
  'block.work.read': 'reading the whole text',
  'block.work.write': 'writing one more token, with cache',
  'block.work.params': 'Parameters: {n}',
  'block.work.flops': 'Multiplications: {n}',
  'block.work.part.tables': 'tables',
  'block.work.part.attention': 'attention',
  'block.work.part.mlp': 'MLP',
  'block.work.part.norms': 'norms',
  'block.work.part.projections': 'attention: projections',
  'block.work.part.pairs': 'attention: scores and sums',
  'block.work.part.unembed': 'unembedding',
  'block.work.family': 'All sizes at {n} tokens',
  'block.work.even':
    'Scores and sums would take as much as all the matrices of the blocks once a token looks back on {n} tokens: 2 D + I.',
  'block.work.label': '{title}: {list}',
  'block.column.model': 'model',
  'block.column.what': 'what',
  'block.column.amount': 'number',
  'block.column.part2': 'part',
} as const;
