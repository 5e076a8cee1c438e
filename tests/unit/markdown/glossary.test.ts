import { mdxToJs } from 'satteri';
import { describe, expect, test } from 'vitest';
import { termFinder } from '#lib/glossary/find.ts';
import type { Term } from '#lib/glossary/term.ts';
import { terms } from '#lib/glossary/terms.ts';
import { glossaryPlugin } from '#lib/markdown/glossary.ts';
import { katexPlugin } from '#lib/markdown/katex.ts';

const named = (id: string, en: string, zh: string, more: Partial<Term> = {}): Term => ({
  id,
  en,
  zh,
  defEn: '',
  defZh: '',
  ...more,
});
const few = [
  named('attention', 'attention', '注意力'),
  named('attention-head', 'attention head', '注意力头', { forms: { en: ['heads'] } }),
  named('tensor', 'tensor', '张量'),
  named('bpe', 'byte-pair encoding (BPE)', '字节对编码（BPE）', {
    forms: { en: ['BPE'], zh: ['字节对编码', 'BPE'] },
  }),
  named('logits', 'logits', 'logits', { forms: { en: ['logit'], zh: ['logit'] } }),
  named('key', 'key', '键', { common: true }),
];
const inEnglish = termFinder(few, 'en');
const inChinese = termFinder(few, 'zh');
const none: ReadonlySet<string> = new Set();
const found = (find: typeof inEnglish, text: string, known = none) =>
  find(text, known).map(({ start, end }) => text.slice(start, end));

describe('terms in a text', () => {
  test('are found as words, with a plural and a capital, once each', () => {
    expect(found(inEnglish, 'Attention to tensors; a tensor, key logit.')).toEqual([
      'Attention',
      'tensors',
      'logit',
    ]);
    expect(found(inEnglish, 'inattention, logitude, tensor-like, pre-attention, bpe')).toEqual([]);
    expect(found(inEnglish, 'BPE, and nothing else')).toEqual(['BPE']);
  });

  test('give way to a longer term, also to one that is known', () => {
    expect(found(inEnglish, 'an attention head and attention')).toEqual([
      'attention head',
      'attention',
    ]);
    expect(found(inChinese, '一个注意力头的注意力')).toEqual(['注意力头', '注意力']);
    expect(found(inChinese, '一个注意力头', new Set(['attention-head']))).toEqual([]);
  });

  test('begin and end where Chinese words do', () => {
    expect(found(inChinese, '他带来一张量表。')).toEqual([]);
    expect(found(inChinese, '它是一个张量。用字节对编码（BPE）来切，得到logits。')).toEqual([
      '张量',
      '字节对编码（BPE）',
      'logits',
    ]);
    expect(found(inChinese, '关键在于键盘')).toEqual([]);
  });
});

/** The ids that the plugin marks in a lesson, in the order of its text. */
async function marked(mdx: string, lang = 'en'): Promise<string[]> {
  const fileURL = new URL(`file:///site/content/lessons/${lang}/9-x.mdx`);
  const { code } = await mdxToJs(mdx, {
    fileURL,
    features: { math: true, rawHtml: true },
    mdastPlugins: [katexPlugin, glossaryPlugin],
  });
  return [...code.matchAll(/"data-term": "([^"]+)"/g)].map(([, id = '']) => id);
}

describe('a lesson', () => {
  test('links the first mention of a term, not headings, code, formulas, links, figures, guesses', async () => {
    const lesson = `## A token

\`token\` and $token$ and _token_, [a token](/x/), then a token and a token.

<Predict question="Which vector?">

A vector.

</Predict>

<Figure caption="softmax" />

<TryThis lang="en">

Look at the softmax.

</TryThis>
`;
    expect(await marked(lesson)).toEqual(['token', 'softmax']);
  });

  test('takes the author’s link where it comes first, and no second one', async () => {
    expect(await marked('The [pieces](/glossary/#token) are tokens.')).toEqual(['token']);
    expect(await marked('A token, [that is](/glossary/#token), a token.')).toEqual(['token']);
    expect(await marked('把文字切成[词元](/glossary/#token)，每个词元一个编号。', 'zh')).toEqual([
      'token',
    ]);
  });

  test('is the only kind of page that does', async () => {
    const { code } = await mdxToJs('A token.', {
      fileURL: new URL('file:///site/content/pages/en/about.mdx'),
      mdastPlugins: [glossaryPlugin],
    });
    expect(code).not.toContain('data-term');
  });
});

test('no two terms share a name that lessons are searched for', () => {
  for (const lang of ['en', 'zh'] as const) {
    const names = terms
      .filter(({ common }) => common !== true)
      .flatMap((each) => [each[lang], ...(each.forms?.[lang] ?? [])]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  }
});
