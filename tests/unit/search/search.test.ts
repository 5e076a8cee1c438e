import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { arrange } from '#lib/search/arrange.ts';
import { excerptAround, markPhrase, readMarks, withoutTitle } from '#lib/search/excerpt.ts';
import type { Found, Piece } from '#lib/search/found.ts';
import { recordsOf } from '../../../tools/search/records.ts';

const joined = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('');
const marks = (pieces: readonly Piece[]) =>
  pieces.filter(({ marked }) => marked).map(({ text }) => text);

/** Short texts of a few letters and of all signs that mean something in a pattern. */
const signs = fc.string({ unit: fc.constantFrom(...'ab -/^$\\.*+?()[]{}|注意👩‍👧'), maxLength: 12 });

describe('an excerpt', () => {
  test('reads marks and escaped signs, and takes no other tag for one', () => {
    const pieces = readMarks('a &lt;b&gt; <mark>注</mark><mark>意</mark> <img src=x> &amp;lt;');
    expect(joined(pieces)).toBe('a <b> 注意 <img src=x> &lt;');
    expect(marks(pieces)).toEqual(['注意']);
  });

  test('keeps every sign of a text, whatever is looked for', () => {
    fc.assert(
      fc.property(signs, signs, (text, phrase) => {
        expect(joined(markPhrase(text, phrase))).toBe(text);
      }),
    );
  });

  test('marks words at their beginning, and Chinese words anywhere', () => {
    expect(marks(markPhrase('Heads, ahead of a head; GPT-2的head', 'head'))).toEqual([
      'Head',
      'head',
      'head',
    ]);
    expect(marks(markPhrase('在残差流里，残差流是和', '残差流'))).toEqual(['残差流', '残差流']);
    expect(markPhrase('a+b', '(')).toEqual([{ text: 'a+b', marked: false }]);
  });

  test('stands around the first occurrence', () => {
    const text = `${'many words '.repeat(40)}the residual stream ${'and more '.repeat(40)}`;
    const pieces = excerptAround(text, 'residual stream', 100) ?? [];
    expect(marks(pieces)).toEqual(['residual stream']);
    expect(joined(pieces).length).toBeLessThan(120);
    expect(joined(pieces)).toMatch(/^…\w+ .* \w+…$/);
    expect(excerptAround(text, 'attention', 100)).toBeNull();
  });

  test('loses the title that stands before a text, with or without a full stop', () => {
    const of = (text: string, title: string) => joined(withoutTitle(readMarks(text), title));
    expect(of('<mark>温度</mark> · temperature. 一个数', '温度 · temperature')).toBe('一个数');
    expect(of('Why? Because', 'Why?')).toBe('Because');
    expect(of('something else', 'Why?')).toBe('something else');
  });
});

describe('the order of results', () => {
  const found = (
    kind: Found['kind'],
    url: string,
    title: string,
    text: string,
    score = 1,
  ): Found => ({
    kind,
    url,
    title,
    page: '',
    text,
    excerpt: [],
    score,
  });

  test('is the term, then titles, then texts, then scattered words', () => {
    const all = [
      found('section', '/1', 'Elsewhere', 'a stream that is residual', 99),
      found('section', '/2', 'Elsewhere', 'the residual stream', 9),
      found('section', '/3', 'The residual stream', ''),
      found('term', '/4', 'logit lens · logit 透镜', 'reads the residual stream', 9),
      found('figure', '/5', 'Figure 5.1 The residual stream as a ledger', ''),
      found('term', '/6', 'residual stream · 残差流', ''),
    ];
    const order = arrange(all, 'Residual stream', 9).map((shown) => shown.found.url);
    expect(order).toEqual(['/6', '/5', '/3', '/4', '/2', '/1']);
  });

  test('leaves scattered Chinese signs out where the word itself is found', () => {
    const all = [
      found('section', '/1', '别处', '残余的差别，数据流'),
      found('section', '/2', '别处', '每个词元的残差流'),
    ];
    expect(arrange(all, '残差流', 9).map((shown) => shown.found.url)).toEqual(['/2']);
    expect(arrange(all.slice(0, 1), '残差流', 9)).toHaveLength(1);
  });

  test('takes a form in a title for the word, and no other word with its stem', () => {
    const all = [
      found('section', '/1', 'A text', 'tokenizers'),
      found('term', '/2', 'token · 词元', 'of a tokenizer', 9),
      found('term', '/3', 'tokenizer · 分词器', 'of a tokenizer'),
    ];
    expect(arrange(all, 'tokenizers', 9).map((shown) => shown.found.url)).toEqual([
      '/3',
      '/1',
      '/2',
    ]);
  });

  test('leaves out what holds nothing like a word of the query', () => {
    const all = [
      found('section', '/1', 'A text', 'no, not one'),
      found('section', '/2', 'B', 'noise'),
    ];
    expect(arrange(all, 'nosuchword', 9)).toEqual([]);
    expect(arrange(all, 'noisy', 9).map((shown) => shown.found.url)).toEqual(['/2']);
  });

  test('names a figure of a lesson and a lab once', () => {
    const all = [
      found('figure', '/en/labs/tokenizer/#find', 'Find a token', ''),
      found('figure', '/en/lessons/2-tokens/#find', 'Figure 2.8 Find a token', ''),
      found('figure', '/en/labs/tokenizer/#own', 'A token', ''),
    ];
    expect(arrange(all, 'token', 9).map((shown) => shown.found.url)).toEqual([
      '/en/lessons/2-tokens/#find',
      '/en/labs/tokenizer/#own',
    ]);
  });
});

test('a page gives its sections, its figures and its terms, without what is no text', () => {
  const html = `<!doctype html><html><body><nav>no</nav><main><h1>Tokens</h1><p>What is <b>re</b>ad.</p>
    <h2 id="a">One <span class="katex">x^2</span>more</h2><p>First</p><p>second</p><button>no</button>
    <div class="figure-frame" id="f"><h3 class="figure-title"><span>Figure 1</span> Cut<a class="anchor">#</a></h3>
    <svg><text>no</text></svg><figcaption class="figure-caption">To see.</figcaption></div>
    <dl><div data-term id="t"><dt><span lang="en">token</span><span lang="zh-CN">词元</span></dt><dd>A unit.</dd></div></dl>
    <h2 id="b">Empty</h2></main></body></html>`;
  expect(recordsOf(html, '/en/x/')).toEqual([
    { kind: 'page', url: '/en/x/', title: 'Tokens', page: 'Tokens', text: 'What is read.' },
    { kind: 'figure', url: '/en/x/#f', title: 'Figure 1 Cut', page: 'Tokens', text: 'To see.' },
    { kind: 'term', url: '/en/x/#t', title: 'token · 词元', page: 'Tokens', text: 'A unit.' },
    { kind: 'section', url: '/en/x/#a', title: 'One more', page: 'Tokens', text: 'First second' },
  ]);
  expect(recordsOf('<p>no main</p>', '/')).toEqual([]);
  expect(recordsOf('<meta name="robots" content="noindex"><main><h1>A</h1>b</main>', '/')).toEqual(
    [],
  );
});
