import { authorsOf, type Work } from '../work.ts';

/** Tokens: lesson 2. */
export const tokensWorks: readonly Work[] = [
  {
    id: 'gage1994',
    kind: 'article',
    authors: authorsOf('Gage, Philip'),
    year: 1994,
    title: 'A new algorithm for data compression',
    venue: 'The C Users Journal 12 (2)',
    fields: { journal: 'The C Users Journal', volume: '12', number: '2' },
  },
  {
    id: 'sennrich2016',
    kind: 'inproceedings',
    authors: authorsOf('Sennrich, Rico; Haddow, Barry; Birch, Alexandra'),
    year: 2016,
    title: 'Neural machine translation of rare words with subword units',
    venue: 'ACL',
    fields: {
      booktitle:
        'Proceedings of the 54th Annual Meeting of the Association for Computational Linguistics',
    },
    url: 'https://arxiv.org/abs/1508.07909',
  },
  {
    id: 'schuster2012',
    kind: 'inproceedings',
    authors: authorsOf('Schuster, Mike; Nakajima, Kaisuke'),
    year: 2012,
    title: 'Japanese and Korean voice search',
    venue: 'ICASSP',
    fields: {
      booktitle:
        'IEEE International Conference on Acoustics, Speech and Signal Processing (ICASSP)',
    },
    url: 'https://doi.org/10.1109/ICASSP.2012.6289079',
  },
  {
    id: 'merity2017',
    kind: 'inproceedings',
    authors: authorsOf('Merity, Stephen; Xiong, Caiming; Bradbury, James; Socher, Richard'),
    year: 2017,
    title: 'Pointer sentinel mixture models',
    venue: 'ICLR',
    fields: { booktitle: 'International Conference on Learning Representations (ICLR)' },
    url: 'https://arxiv.org/abs/1609.07843',
  },
  {
    id: 'rumbelow2023',
    kind: 'misc',
    authors: authorsOf('Rumbelow, Jessica; Watkins, Matthew'),
    year: 2023,
    title: 'SolidGoldMagikarp (plus, prompt generation)',
    venue: 'LessWrong',
    fields: { howpublished: 'LessWrong' },
    url: 'https://www.lesswrong.com/posts/aPeJE8bSo6rAFoLqg/solidgoldmagikarp-plus-prompt-generation',
  },
  {
    id: 'un1948',
    kind: 'misc',
    authors: authorsOf('United Nations'),
    year: 1948,
    title: 'Universal Declaration of Human Rights',
    url: 'https://www.un.org/en/about-us/universal-declaration-of-human-rights',
    zh: {
      authors: authorsOf('联合国'),
      title: '世界人权宣言',
      url: 'https://www.un.org/zh/about-us/universal-declaration-of-human-rights',
    },
  },
];
