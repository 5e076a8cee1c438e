/** The figures of lesson 1: masks, the family, the stages of training. */
export const familyEn = {
  'family.mask.title': 'Who may see whom',
  'family.mask.setting': 'Kind of model',
  'family.mask.bert': 'BERT',
  'family.mask.gpt': 'GPT',
  'family.mask.both': 'Encoder–decoder',
  'family.mask.caption.bert':
    'An encoder. Every word sees the whole sentence, so one word is blanked out and the model is asked for it: fill in the blank. (In training BERT is asked for about 15% of the tokens; most of these are blanked out.)',
  'family.mask.caption.gpt':
    'A decoder. Each word sees itself and what came before, and is asked for the word that comes next: continue the text. One sentence gives a question at every position.',
  'family.mask.caption.both':
    'The encoder reads the source sentence both ways; the decoder writes the target word by word, and besides what it has written it sees the whole source (hatched: cross-attention). The encoder sees nothing of what is written.',
  'family.mask.by': 'the masking rule of each kind of model; whole words stand for tokens',
  'family.mask.encoder': 'The encoder reads',
  'family.mask.decoder': 'The decoder reads and writes',
  'family.mask.say': '{word} sees {n} of {all}: {list}. Nothing is asked of it.',
  'family.mask.sayAsked': '{word} sees {n} of {all}: {list}. It is asked for {asked}.',
  'family.mask.from': 'who looks',
  'family.mask.to': 'who is seen',
  'family.mask.ends': 'asked for',
  'family.mask.kind.own': 'itself',
  'family.mask.kind.seen': 'seen',
  'family.mask.kind.far': 'seen by cross-attention',
  'family.mask.kind.hidden': 'hidden',
  'family.mask.column.from': 'from',
  'family.mask.column.to': 'to',
  'family.mask.column.sees': 'sees (1 or 0)',
  'family.mask.column.how': 'how',
  'family.mask.column.asked': 'asked for',

  'family.leak.title': 'How the answer leaks',
  'family.leak.caption':
    'Each word has to name the next one, so that one cell is closed to it (dashed). In one layer nothing leaks. In two, a third word has read the answer and passes it on. A causal mask closes every detour at once: seeing only backwards, however often, never leads forwards.',
  'family.leak.by': 'following who sees whom through the layers (powers of the mask)',
  'family.leak.mask': 'Mask',
  'family.leak.hidden': 'only the answer hidden',
  'family.leak.causal': 'causal',
  'family.leak.layers': 'Layers: {n}',
  'family.leak.words': 'The sentence',
  'family.leak.to': 'what has reached it after layer {n}',
  'family.leak.last': '“{word}” is the last word: there is no next word to give away.',
  'family.leak.safe': 'After layer {layers}, nothing of “{answer}” has reached “{word}”.',
  'family.leak.leaks':
    'After layer {layers}, “{word}” knows its answer “{answer}”. The way it came: {path}.',
  'family.leak.count': 'Positions that know their answer: {n} of {all}',
  'family.leak.kind.seen': 'has arrived',
  'family.leak.kind.guarded': 'the answer, still hidden',
  'family.leak.kind.leak': 'the answer, leaked',
  'family.leak.column.from': 'at',
  'family.leak.column.to': 'of',
  'family.leak.column.reached': 'arrived (1 or 0)',
  'family.leak.column.answer': 'is the answer (1 or 0)',

  'family.growth.title': 'Three models in two years',
  'family.growth.caption':
    'From model to model the parameters grow by factors of 13 and 117, the text by 8 and 14. On a linear scale GPT-1 and GPT-2 vanish in the corner; on a logarithmic one equal distances are equal factors. The ring is what was collected for GPT-3 (45 TB compressed), the dot what filtering left of it (570 GB).',
  'family.growth.source':
    'Radford et al. (2018, 2019), Brown et al. (2020); the size of BooksCorpus is that of its copy on the Hugging Face hub',
  'family.growth.x': 'Across',
  'family.growth.x.bytes': 'text it learned from',
  'family.growth.x.date': 'date',
  'family.growth.scale': 'Scale',
  'family.growth.scale.log': 'logarithmic',
  'family.growth.scale.linear': 'linear',
  'family.growth.parameters': 'parameters',
  'family.growth.bytes': 'text in bytes',
  'family.growth.date': 'first shown',
  'family.growth.choose': 'Model',
  'family.growth.say':
    '{name} ({date}): {parameters} parameters, {layers} layers, width {width}, reads {context} tokens; {bytes} of text ({corpus}).',
  'family.growth.raw': 'Collected before filtering: {bytes}.',
  'family.growth.factor':
    'Against {before}: {parameters} times the parameters, {bytes} times the text.',
  'family.growth.dot': '{name}, {parameters} parameters, {x}',
  'family.growth.label': 'Parameters of GPT-1, GPT-2 and GPT-3',
  'family.growth.column.name': 'model',
  'family.growth.column.raw': 'bytes before filtering',
  'family.growth.column.context': 'context window',
  'family.growth.column.layers': 'layers',
  'family.growth.column.width': 'width',
  'family.growth.column.corpus': 'text',
  'family.growth.column.source': 'source',

  'family.stages.title': 'From a predictor to an assistant',
  'family.stages.caption':
    'The same network all the way through; only the data and the loss change. Move the sliders: the dot runs along the loss that training pushes down.',
  'family.stages.by':
    '−ln p and −ln σ(r_A − r_B); the sizes of the data are those of Brown et al. (2020) and Ouyang et al. (2022)',
  'family.stages.pick': 'Stage',
  'family.stages.pretrain': '1 Pretraining',
  'family.stages.instruct': '2 Instruction tuning',
  'family.stages.feedback': '3 Human feedback',
  'family.stages.previous': 'Stage before',
  'family.stages.next': 'Next stage',
  'family.stages.pretrain.data':
    'Plain text from the web and from books. GPT-3 read {n} tokens of it.',
  'family.stages.pretrain.text':
    'Every token of the text is an answer to be predicted from what stands before it. No one labels anything: the text is its own answer key.',
  'family.stages.instruct.data':
    'Requests with good answers written by people. InstructGPT had {n} of them.',
  'family.stages.instruct.text':
    'The loss is the one of stage 1, on a different text: a request, then the answer a person wrote. The answer’s tokens are what is to be learned.',
  'family.stages.feedback.data':
    'Answers of the model that people put in order of quality. InstructGPT’s comparisons cover {n} requests; the last step ran on {m} more, without answers.',
  'family.stages.feedback.text':
    'First a reward model r learns to score answers so that the preferred one gets more. Then the language model writes, is scored, and is moved towards higher scores (by PPO), with a penalty for straying far from the model of stage 2.',
  'family.stages.example.text': 'The cat sat on the mat.',
  'family.stages.example.request': 'Why is the sky blue? One sentence, please.',
  'family.stages.example.answer':
    'Air scatters blue light more than red, so blue reaches us from all sides.',
  'family.stages.example.a': 'A: Air scatters blue light more than red.',
  'family.stages.example.b': 'B: Why is the grass green? Why is the sea salty?',
  'family.stages.learned': 'learned from',
  'family.stages.given': 'only read',
  'family.stages.preferred': 'preferred by people',
  'family.stages.p': 'probability of the right next token: p = {p}',
  'family.stages.rewardA': 'reward of A: {r}',
  'family.stages.rewardB': 'reward of B: {r}',
  'family.stages.loss': 'loss',
  'family.stages.axis.p': 'probability p',
  'family.stages.axis.margin': 'reward of A minus reward of B',
  'family.stages.say.p': 'Loss −ln p = {loss}',
  'family.stages.say.margin':
    'Chance that A is preferred: {chance}%. Loss −ln σ(r_A − r_B) = {loss}',
  'family.stages.column.x': 'p, or r_A − r_B',
  'family.stages.column.loss': 'loss',
} as const;
