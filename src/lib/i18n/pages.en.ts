/** The words of the home, the live page's frame and the pages that stand alone. */
export const pagesEn = {
  'home.title': 'GPT-2, behind glass',
  'home.lead':
    'A display case for a language model. It runs here, in your browser; every number inside it is on show, and you may reach in and change things.',
  'home.open': 'Look inside',
  'home.about': 'What is this?',
  'home.case.title': 'Thirty-two heads reading one sentence',
  'home.case.caption':
    'Each triangle is one attention head of the teaching model. A row is a token of the sentence, a column a token it looks back at; the stronger the colour, the more it looks. Nothing lies above the diagonal: no token sees the future.',
  'home.case.layer': 'Layer {n}',
  'home.case.head': 'head {n}',
  'home.case.less': 'less',
  'home.case.more': 'more attention',

  'home.what': 'What you can do',
  'home.what.tokens': 'Watch text become tokens',
  'home.what.tokens.text':
    'Type a sentence. The model never sees letters, only the numbers of word pieces; here are yours.',
  'home.what.attention': 'Open any head',
  'home.what.attention.text':
    'Choose a layer and a head, point at a cell, and read who looks at whom and by how much.',
  'home.what.next': 'Weigh the next word',
  'home.what.next.text':
    'See the probability of every token in the vocabulary, turn the temperature, and let the model write on.',

  'home.marks': 'The mark on every figure',
  'home.marks.live': 'computed just now, on your machine, from your text',
  'home.marks.stored': 'saved from a real run, with the command that made it',
  'home.marks.computed': 'worked out on this page by a formula or an algorithm that it names',
  'home.marks.cited': 'published by others; the source stands beside it',
  'home.marks.schematic': 'drawn to show an idea; no model computed it',

  'home.lessons': 'Lessons',
  'home.lessons.more': 'More lessons follow as they are finished.',

  'model.title': 'Look inside',
  'model.description':
    'Type a sentence and see a real model’s tokens, its attention in any head, and its probabilities for the next token.',
  'model.lead':
    'Type a sentence. The model reads it on your machine, and each stage of the reading stands below in its case: tokens, the forward pass, attention, the next token.',
  'model.before':
    'Until the model has loaded you see a stored run of the first example; the mark under each figure says which it is.',

  'about.title': 'About',
  'about.description':
    'What Vitrine is, what it simplifies, what it does with your data, and its model.',

  'look.title': 'One head, one sentence',
  'look.caption':
    'Follow the two rows named “the”. Both times this head looks back at “cat”: with 85% of its weight, then with 91%. Point at a cell, or reach the picture with Tab and move with the arrow keys.',
  'look.from': 'from',
  'look.to': 'to',
  'look.help': 'Arrow keys move from cell to cell.',
  'look.say': '{from} looks at {to}: {percent}%',
  'look.sayNothing': '{from} cannot see {to}: it comes later',
  'look.weight': 'attention weight',
  'look.masked': 'the future, hidden',
  'look.column.from': 'from',
  'look.column.to': 'to',
  'look.column.weight': 'weight',
  'look.model': 'the teaching model',

  'missing.title': 'No such page',
  'missing.text': 'The address is wrong, or the page has moved.',
  'missing.home': 'Go to the home page',
} as const;
