/** The words of the live page's frame and of the pages that stand alone. */
export const pagesEn = {
  'model.title': 'Look inside',
  'model.description':
    'Type a sentence and see a real model’s tokens, its attention in any head, and its probabilities for the next token.',
  'model.lead':
    'Type a sentence. The model reads it on your machine, and each stage of the reading stands below in its case: tokens, the forward pass, attention, the next token.',

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
