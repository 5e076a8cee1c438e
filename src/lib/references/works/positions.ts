import { authorsOf, type Work } from '../work.ts';

/** Embeddings and positions: lesson 3. */
export const positionsWorks: readonly Work[] = [
  {
    id: 'pearson1901',
    kind: 'article',
    authors: authorsOf('Pearson, Karl'),
    year: 1901,
    title: 'On lines and planes of closest fit to systems of points in space',
    venue: 'Philosophical Magazine 2 (11)',
    fields: { journal: 'Philosophical Magazine', volume: '2', number: '11' },
    url: 'https://doi.org/10.1080/14786440109462720',
  },
  {
    id: 'mikolov2013',
    kind: 'inproceedings',
    authors: authorsOf('Mikolov, Tomas; Chen, Kai; Corrado, Greg; Dean, Jeffrey'),
    year: 2013,
    title: 'Efficient estimation of word representations in vector space',
    venue: 'ICLR workshop',
    fields: { booktitle: 'ICLR workshop' },
    url: 'https://arxiv.org/abs/1301.3781',
  },
  {
    id: 'gehring2017',
    kind: 'inproceedings',
    authors: authorsOf(
      'Gehring, Jonas; Auli, Michael; Grangier, David; Yarats, Denis; Dauphin, Yann N.',
    ),
    year: 2017,
    title: 'Convolutional sequence to sequence learning',
    venue: 'ICML',
    fields: { booktitle: 'International Conference on Machine Learning (ICML)' },
    url: 'https://arxiv.org/abs/1705.03122',
  },
  {
    id: 'su2021',
    kind: 'misc',
    authors: authorsOf(
      'Su, Jianlin; Lu, Yu; Pan, Shengfeng; Murtadha, Ahmed; Wen, Bo; Liu, Yunfeng',
    ),
    year: 2021,
    title: 'RoFormer: enhanced transformer with rotary position embedding',
    url: 'https://arxiv.org/abs/2104.09864',
  },
  {
    id: 'press2022',
    kind: 'inproceedings',
    authors: authorsOf('Press, Ofir; Smith, Noah A.; Lewis, Mike'),
    year: 2022,
    title:
      'Train short, test long: attention with linear biases enables input length extrapolation',
    venue: 'ICLR',
    fields: { booktitle: 'International Conference on Learning Representations (ICLR)' },
    url: 'https://arxiv.org/abs/2108.12409',
  },
  {
    id: 'haviv2022',
    kind: 'inproceedings',
    authors: authorsOf('Haviv, Adi; Ram, Ori; Press, Ofir; Izsak, Peter; Levy, Omer'),
    year: 2022,
    title:
      'Transformer language models without positional encodings still learn positional information',
    venue: 'Findings of EMNLP',
    fields: { booktitle: 'Findings of the Association for Computational Linguistics: EMNLP 2022' },
    url: 'https://arxiv.org/abs/2203.16634',
  },
  {
    id: 'land2024',
    kind: 'inproceedings',
    authors: authorsOf('Land, Sander; Bartolo, Max'),
    year: 2024,
    title:
      'Fishing for Magikarp: automatically detecting under-trained tokens in large language models',
    venue: 'EMNLP',
    fields: { booktitle: 'Proceedings of EMNLP 2024' },
    url: 'https://arxiv.org/abs/2405.05417',
  },
];
