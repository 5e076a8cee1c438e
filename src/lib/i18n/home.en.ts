/** The words of the home page around its case; only the server needs them. */
export const homeEn = {
  'home.title': 'GPT-2, behind glass',
  'home.lead':
    'A real language model that runs in your browser, with every number between your sentence and its next word laid open to look at, compare and change.',
  'home.start': 'Start with lesson {n}',
  'home.on.lesson': 'Go on: lesson {n}',
  'home.on.section': 'Go on: lesson {n}, section {m}',
  'home.open': 'Look inside',
  'home.facts': 'No account and no server of ours: everything is computed on your device.',

  'home.lessons': 'The way through',
  'home.lessons.lead':
    '{n} lessons, each with one question to answer. You can operate the figures in them, and each says where its numbers are from.',
  'home.lessons.kept': 'What you have read is marked here, on this device only.',
  'home.lessons.clear': 'Forget it',
  'home.lesson.minutes': '{n} min',
  'home.lesson.sections': '{n} sections',
  'home.lesson.reached': '{n} of {all} sections',
  'home.lesson.solved': '{n} solved',
  'home.glossary': 'All terms, in English and Chinese',

  'home.labs': 'The labs',
  'home.labs.lead':
    'The main figures at full size, without the text around them. Each picture says where it is from.',
  'home.lab.tokenizer.alt': 'A sentence cut into GPT-2’s tokens, with their numbers',
  'home.lab.positions.alt':
    'The 1,024 positions that GPT-2 learned, along their first three principal components: a helix',
  'home.lab.attention.alt': 'Where eight heads of the teaching model look in one sentence',
  'home.lab.decoding.alt':
    'The likeliest next tokens; those that make up 50% of the probability are marked as kept, the others as cut',
  'home.lab.model.alt':
    'How long each token’s vector is at every station of a forward pass through the teaching model',
  'home.lab.models.alt':
    'Squares of the size of five models: 5 million parameters, 124, 355, 774 and 1,558 million',
  'home.lab.tokenizer.note': 'computed: GPT-2’s own merges',
  'home.lab.positions.note': 'stored: GPT-2’s positions, principal components 1 to 3',
  'home.lab.attention.note': 'stored: layer {layer}, eight heads',
  'home.lab.decoding.note': 'stored: after “{text}”, top-p 0.5',
  'home.lab.model.note': 'stored: lengths of {tokens} vectors at {stations} stations',
  'home.lab.models.note': 'computed: numbers of parameters, as areas',

  'home.teach': 'For teachers',
  'home.teach.text':
    'Show a lesson step by step on a projector, give the class a link that opens with your sentence and hides the answers, print a worksheet with its key. A kit for the class works without a network.',
  'home.teach.go': 'Teach with Vitrine',
  'home.research': 'For researchers',
  'home.research.text':
    'Activations go by TransformerLens’s names. Ablate, patch and trace back in the lab; every figure gives its numbers as CSV and JSON; the same engine runs from the command line:',
  'home.research.lab': 'Attention lab',
  'home.research.models': 'Bring your own GPT-2',
  'home.about': 'What is simplified',

  'home.marks': 'The mark on every figure',
  'home.marks.lead': 'A picture of a model can be many things. Here each one says what it is.',
  'home.marks.live': 'computed just now, on your machine, from your text',
  'home.marks.stored': 'saved from a real run, with the command that made it',
  'home.marks.computed': 'worked out on this page by a formula or an algorithm that it names',
  'home.marks.cited': 'published by others; the source stands beside it',
  'home.marks.schematic': 'drawn to show an idea; no model computed it',
} as const;
