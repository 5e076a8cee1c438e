/** Words of the head atlas, the views of a head and the attention lab. */
export const headsEn = {
  'labs.attention': 'Attention',
  'labs.attention.text':
    'All heads of a model on your text: what each looks at, what it changes, what the layers would say.',
  'heads.lab.lead':
    'Every head of the model on your own text. Find the heads that do something, look at one from all sides, then test what it changes.',
  'heads.lab.lesson': 'Lesson 4 explains attention from the ground up',
  'heads.lab.block': 'Lesson 5 explains the block',
  'heads.text': 'Your text',
  'heads.progress': '{n} of {of} layers looked at',
  'heads.stop': 'Stop',
  'heads.atlas.title': 'Head atlas',
  'heads.atlas.label': 'Attention patterns of {n} heads',
  'heads.atlas.caption':
    'Each picture is the attention pattern of one head, named layer.head: rows are the tokens that look, columns the tokens looked at. A diagonal just below the main one is a head that looks at the token before; a column at the left edge is a head that rests on the first token; slanted lines further off may be induction.',
  'heads.atlas.help':
    'Point at a head to see it larger, click to open it. Shift-click or P pins; arrow keys go from head to head.',
  'heads.tile': 'layer {layer}, head {head}: {score} {value}',
  'heads.cut': 'The text is longer than the model can read: only its first {n} tokens are shown.',
  'heads.pooled.max':
    '{n} tokens in {side} cells: each cell is the largest weight of about {by} × {by}.',
  'heads.pooled.mean':
    '{n} tokens in {side} cells: each cell is the mean of about {by} × {by} weights.',
  'heads.nothing': 'No head reaches this score.',
  'heads.pin': 'Pin {name}',
  'heads.unpin': 'Unpin {name}',
  'heads.open': 'Open',
  'heads.pinned': 'Pinned heads',
  'heads.card': 'Pattern of head {name} on “{text}”',
  'heads.colourBy': 'Score',
  'heads.measure': 'Measured on',
  'heads.measure.text': 'this text',
  'heads.measure.random': 'random tokens, twice',
  'heads.measure.none': 'Not measured on random tokens yet with this model.',
  'heads.order': 'Order',
  'heads.order.layer': 'by layer',
  'heads.order.score': 'highest first',
  'heads.pooling': 'Pooling',
  'heads.pooling.max': 'largest',
  'heads.pooling.mean': 'mean',
  'heads.least': 'At least',
  'heads.without': 'without the first token',
  'heads.legend.weight': 'Attention weight',
  'heads.legend.strip': 'Strip below each picture: {score}',
  'heads.score.previousToken': 'previous token',
  'heads.score.duplicateToken': 'duplicate token',
  'heads.score.induction': 'induction',
  'heads.score.firstToken': 'first token',
  'heads.score.self': 'self',
  'heads.score.entropy': 'entropy (bits)',
  'heads.score.distance': 'mean distance (tokens)',
  'heads.definition.previousToken':
    'Previous token: the mean attention to the token just before (Olsson et al. 2022).',
  'heads.definition.duplicateToken':
    'Duplicate token: the mean attention to earlier places of the same token, over the tokens that have one (Wang et al. 2023).',
  'heads.definition.induction':
    'Induction: the mean attention to the tokens that followed earlier places of the same token, over the tokens that have one; on random tokens twice, the prefix matching score of Olsson et al. 2022.',
  'heads.definition.firstToken':
    'First token: the mean attention to the first place, the “sink” (Xiao et al. 2024).',
  'heads.definition.self': 'Self: the mean attention of a token to itself.',
  'heads.definition.entropy':
    'Entropy: −Σ A log₂ A of each row, averaged: 0 bits look at one token, more at many (Vig and Belinkov 2019).',
  'heads.definition.distance':
    'Mean distance: how many tokens back the attention lies, weighted by it (Vig and Belinkov 2019).',
  'heads.definition.first':
    'The row of the first token is left out everywhere, as it can only look at itself. “Without the first token” also takes the attention to it out of the shares, as TransformerLens’s exclude_bos does.',
  'heads.role.previousToken': 'previous token head',
  'heads.role.duplicateToken': 'duplicate token head',
  'heads.role.induction': 'induction head',
  'heads.role.sInhibition': 'S-inhibition head',
  'heads.role.nameMover': 'name mover head',
  'heads.role.backupNameMover': 'backup name mover head',
  'heads.role.negativeNameMover': 'negative name mover head',
  'heads.role.is': 'Head {name} is known as a {role}.',
  'heads.role.source':
    'Roles found in sentences with an indirect object (Wang et al. 2023); on other texts a head may do something else.',
  'heads.other': 'Compare with another text',
  'heads.other.read': 'Compare',
  'heads.difference': 'Difference',
  'heads.difference.label': 'Attention of {a} minus that of {b}',
  'heads.difference.legend': '{a} − {b}',
  'heads.difference.lengths':
    'The texts have {a} and {b} tokens: a difference needs two of the same length.',
  'heads.column.layer': 'layer',
  'heads.column.head': 'head',
  'heads.column.role': 'published role',
  'heads.column.query': 'query place',
  'heads.column.key': 'key place',
  'heads.column.from': 'from',
  'heads.column.to': 'to',
  'heads.column.of': 'Who looks at “{token}”',
  'heads.text.row':
    'Tokens, coloured by how much the chosen one looks at them. Choose the one that looks.',
  'heads.text.column':
    'Tokens, coloured by how much they look at the chosen one. Choose the one that is looked at.',
  'heads.views.title': 'Head {name} from all sides',
  'heads.views.caption':
    'The same numbers four times: as a map, as lines from each token to those it looks at, on the text, and as the products of query and key that they come from. Point anywhere and all of them follow; click to hold the place.',
  'heads.what': 'Shown',
  'heads.what.scores': 'scores',
  'heads.what.masked': 'masked scores',
  'heads.what.pattern': 'pattern',
  'heads.what.value': 'value-weighted',
  'heads.what.scores.legend': 'Score q·k/√d',
  'heads.what.masked.legend': 'Score q·k/√d',
  'heads.what.pattern.legend': 'Attention weight',
  'heads.what.value.legend': 'Attention × ‖v‖',
  'heads.what.scores.text':
    'Scores before the mask: how well each query fits each key, also those that come later.',
  'heads.what.masked.text':
    'Scores after the mask: what comes later counts as −∞. Only differences within a row matter to the softmax.',
  'heads.what.pattern.text':
    'The pattern: the softmax of each row of masked scores; each row sums to 1.',
  'heads.what.value.text':
    'Each weight times the length of the value vector that it brings (before W_O). A large weight on a short vector moves little (Kobayashi et al. 2020).',
  'heads.what.needs':
    'The pattern is shown: the rest needs the query, key and value vectors of this head.',
  'heads.locked': 'hold the place',
  'heads.brush': 'The whole map of {n} tokens, with the part that is shown',
  'heads.brush.help':
    'Shown: tokens {a}–{b} looking at {c}–{d}. Drag the frame, or use the arrow keys; + and − zoom.',
  'heads.lines': 'Lines from each token to those that head {name} looks at',
  'heads.lines.help':
    'Up and down choose the token that looks, left and right the one looked at; Enter holds the place.',
  'heads.neuron': 'Query × key of head {name}, dimension by dimension',
  'heads.neuron.label':
    'Products of the query of “{token}” with each key; arrow keys choose key and dimension',
  'heads.neuron.vector': 'vector',
  'heads.neuron.dimensions': '{d} dimensions',
  'heads.neuron.score': 'sum = score',
  'heads.neuron.weight': 'weight',
  'heads.neuron.hint': 'Point at a dimension to see its product.',
  'heads.neuron.say': 'dimension {i}: {q} × {k} / {scale} = {x}',
  'heads.neuron.most': 'The {n} keys with the most weight are shown.',
  'heads.neuron.legend': 'q×k: product divided by √d',
  'heads.neuron.vectors': 'q and k',
  'heads.vectors.none': 'Only the pattern of this head is stored.',
  'heads.snippet': 'The same figure in TransformerLens',
};
