import type { Term } from '../term.ts';

/** How a model is trained: lesson 1. */
export const trainingTerms: readonly Term[] = [
  {
    id: 'loss',
    en: 'loss',
    zh: '损失',
    defEn: 'Minus the logarithm of the probability given to the token that came, on average.',
    defZh: '对实际出现的词元所给概率取对数、变号，再求平均。',
  },
  {
    id: 'teacher-forcing',
    en: 'teacher forcing',
    zh: '教师强制',
    defEn:
      'Training in which every prediction is made after the right text, whatever the model would have written.',
    defZh: '一种训练办法：每次预测都以正确的前文为准，不管模型自己会写成什么。',
    notZh: ['强制教学', '老师强制'],
  },
  {
    id: 'pretraining',
    en: 'pretraining',
    zh: '预训练',
    defEn: 'Training on a large amount of plain text, to predict the next token.',
    defZh: '用大量普通文字训练，任务是预测下一个词元。',
    forms: { en: ['pretrained'] },
  },
  {
    id: 'fine-tuning',
    en: 'fine-tuning',
    zh: '微调',
    defEn: 'Training a pretrained model further, on other and usually far less data.',
    defZh: '在预训练好的模型上继续训练，用的是另一批、通常少得多的数据。',
    notZh: ['精调', '细调'],
    forms: { en: ['fine-tuned', 'fine-tune'] },
  },
  {
    id: 'instruction-tuning',
    en: 'instruction tuning',
    zh: '指令微调',
    defEn: 'Fine-tuning on pairs of an instruction and a good answer written by people.',
    defZh: '用“指令 + 人写的好回答”来微调。',
    notZh: ['指令调优', '指令精调'],
  },
  {
    id: 'reward-model',
    en: 'reward model',
    zh: '奖励模型',
    defEn: 'A model that scores an answer, trained on comparisons made by people.',
    defZh: '给回答打分的模型，用人做出的比较训练而成。',
    notZh: ['回报模型'],
  },
  {
    id: 'rlhf',
    en: 'RLHF',
    zh: '基于人类反馈的强化学习',
    defEn:
      'Reinforcement learning from human feedback: training a model towards answers that a reward model scores high.',
    defZh: '简称 RLHF：朝着奖励模型给分高的方向继续训练语言模型。',
    notZh: ['从人类反馈中强化学习', '人类反馈强化学习'],
    forms: { zh: ['RLHF'] },
  },
  {
    id: 'in-context-learning',
    en: 'in-context learning',
    zh: '上下文学习',
    defEn:
      'To do a task from examples in the prompt (few-shot), with no parameter changed. Also: later tokens of a text being predicted better.',
    defZh:
      '参数不变，只凭提示里的几个例子（少样本）就学着做一件事；也指一段文字越往后，预测得越准。',
    forms: { en: ['few-shot'], zh: ['少样本'] },
    notZh: ['语境学习', '情境学习'],
  },
];
