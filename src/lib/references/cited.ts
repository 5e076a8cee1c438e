import type { Lang } from '../i18n/languages.ts';

/** A work in a lesson's list, and what the lesson says of it there; a note may hold `[text](address)`. */
export interface Citation {
  readonly work: string;
  readonly note?: Readonly<Record<Lang, string>>;
}

const plain = (ids: string): Citation[] => ids.split(' ').map((work) => ({ work }));
const noted = (work: string, en: string, zh: string): Citation => ({ work, note: { en, zh } });

/**
 * What each lesson cites, in the order of its list: the one place that the lists under the lessons and
 * the references page are made from. Lesson 0 has no list of its own.
 */
export const cited: Readonly<Record<number, readonly Citation[]>> = {
  0: plain('vaswani2017'),
  1: [
    ...plain('vaswani2017'),
    noted('radford2018', '(GPT-1)', '（GPT-1）'),
    noted(
      'devlin2019',
      'Section 3.1: 15% of the tokens, and why two-way models would see the answer.',
      '第 3.1 节：15% 的词元，以及双向模型为什么会看到答案。',
    ),
    noted('radford2019', '(GPT-2)', '（GPT-2）'),
    noted('brown2020', '(GPT-3)', '（GPT-3）'),
    noted('ouyang2022', '(InstructGPT)', '（InstructGPT）'),
    noted('zhu2015', '(BooksCorpus)', '（BooksCorpus）'),
  ],
  2: [
    ...plain('gage1994 sennrich2016'),
    noted(
      'radford2019',
      'Section 2.2 is on the tokenizer; its code is [encoder.py](https://github.com/openai/gpt-2/blob/master/src/encoder.py).',
      '2.2 节讲分词器，代码见 [encoder.py](https://github.com/openai/gpt-2/blob/master/src/encoder.py)。',
    ),
    ...plain('schuster2012 devlin2019 merity2017 rumbelow2023'),
    noted(
      'un1948',
      'Article 1; translations by way of [Unicode’s UDHR project](https://www.unicode.org/udhr/).',
      '第一条；各语种译文取自 [Unicode 的 UDHR 项目](https://www.unicode.org/udhr/)。',
    ),
  ],
  3: [
    ...plain('pearson1901 mikolov2013 gehring2017 vaswani2017'),
    noted(
      'radford2019',
      'With [its code](https://github.com/openai/gpt-2/blob/master/src/model.py).',
      '另见[代码](https://github.com/openai/gpt-2/blob/master/src/model.py)。',
    ),
    ...plain('su2021 press2022 haviv2022 land2024'),
  ],
  4: plain(
    'williams1989 bahdanau2015 vaswani2017 radford2019 jain2019 vig2019 wiegreffe2019 shazeer2019 kobayashi2020 elhage2021 olsson2022 wang2023 xiao2024',
  ),
  5: plain(
    'ioffe2015 he2016 ba2016 hendrycks2016 vaswani2017 radford2019 xiong2020 kaplan2020 nostalgebraist2020 geva2021 elhage2021 elhage2022 belrose2023',
  ),
  6: [
    ...plain(
      'shannon1948 jelinek1977 ackley1985 fan2018 paulus2018 radford2019 keskar2019 stahlberg2019 holtzman2020',
    ),
    noted('vonplaten2020', 'The toy tree is from there.', '玩具树出自这里。'),
    ...plain('hewitt2022 su2022 meister2023 nguyen2024'),
  ],
};

/** The numbers of the lessons that cite a work. */
export function lessonsCiting(id: string): number[] {
  return Object.entries(cited)
    .filter(([, list]) => list.some(({ work }) => work === id))
    .map(([lesson]) => Number(lesson));
}
