/** The words of the lessons' building blocks, the glossary and the list of labs. */
export const courseEn = {
  'lesson.predict': 'Your guess first',
  'lesson.predict.show': 'Show the answer',
  'lesson.predict.right': 'Right.',
  'lesson.predict.wrong': 'Not so. The answer: {answer}',
  'lesson.predict.markRight': 'the answer',
  'lesson.predict.markWrong': 'your guess',
  'lesson.tryThis': 'Try this',
  'lesson.misconception': 'Often heard',
  'lesson.references': 'References',

  'glossary.nav': 'Glossary',
  'glossary.title': 'Glossary',
  'glossary.description':
    'The terms of these lessons in English and Chinese, each with a definition.',
  'glossary.lead':
    'Each term as these pages use it, in English and in Chinese. A link to a term can be shared.',
  'glossary.find': 'Find a term in either language',
  'glossary.none': 'No term matches.',
  'glossary.link': 'Link to {term}',
  'glossary.inGlossary': 'In the glossary',

  'labs.nav': 'Labs',
  'labs.title': 'Labs',
  'labs.description': 'The main figures of the lessons at full size, to work and to teach with.',
  'labs.lead':
    'The main figures of the lessons at full size, without the prose: for those who come back to work, or to teach.',
  'labs.figures': 'Figures',
  'labs.lesson': 'Lesson {n}',
  'labs.tokenizer': 'Tokenizer',
  'labs.tokenizer.text':
    'Train byte-pair encoding on your own text, replay GPT-2’s merges, and take any text apart.',
  'labs.positions': 'Positions',
  'labs.positions.text':
    'Learned positions, sinusoids, RoPE and ALiBi side by side, and what happens without any.',
  'labs.decoding': 'Decoding',
  'labs.decoding.text':
    'Up to six decoding strategies beside each other on one text: what each keeps and cuts, branches, many seeds.',
  'labs.model': 'Look inside',
  'labs.model.text': 'A sentence of your own in a real model: tokens, attention, the next token.',
  'labs.models': 'Models',
  'labs.models.text': 'Bring a GPT-2 of any size into this browser, keep it, and check it.',
} as const;
