import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import katex from 'katex';
import { expect, test } from 'vitest';
import { inlineLetters, lettersOf } from '../../../tools/weight/math-fonts.ts';
import { cutFormulas, joinStyles } from '../../../tools/weight/style-sheets.ts';
import { modulesLater } from '../../../tools/weight/text-first.ts';

const formula = (tex: string) => katex.renderToString(tex, { displayMode: true });
const katexFolder = join(dirname(createRequire(import.meta.url).resolve('katex')), '.');

test('the layer of formulas is cut out whole, and all else stays in its order', () => {
  const css =
    '@layer katex,base;@layer katex{.katex{x:"}"}@font-face{a:b}}@layer base{p{a:b}}q{c:d}';
  expect(cutFormulas(css)).toEqual({
    formulas: '@layer katex{.katex{x:"}"}@font-face{a:b}}',
    rest: '@layer katex,base;@layer base{p{a:b}}q{c:d}',
  });
  expect(() => cutFormulas('@layer katex{a{b:c}')).toThrow(/ends within/);
});

test('a page has one style sheet with all rules in their order, and what its formulas need', async () => {
  const sheets: Record<string, string> = { '/a.css': 'a{}@layer katex{k{}}', '/b.css': 'b{}' };
  const head = '<link rel="stylesheet" href="/a.css"><meta><link rel="stylesheet" href="/b.css">';
  const pages = new Map([
    ['with.html', `${head}<span class="katex">`],
    ['without.html', head],
  ]);
  const read = (address: string) => sheets[address] ?? '';
  const math = (css: string, html: string) => Promise.resolve(`${css}!${String(html.length)}`);
  const joined = await joinStyles(pages, read, '/_astro/', math);
  const sheetOf = (path: string, rest: string) => {
    const html = joined.pages.get(path) ?? '';
    const [, name = ''] =
      /^<link rel="stylesheet" href="\/_astro\/(page\.[\w-]+\.css)">/.exec(html) ?? [];
    expect(html.slice(html.indexOf('>') + 1)).toBe(rest);
    return joined.sheets.get(name);
  };
  const length = String(head.length + '<span class="katex">'.length);
  expect(sheetOf('with.html', '<meta><span class="katex">')).toBe(
    `a{}\nb{}@layer katex{k{}}!${length}`,
  );
  expect(sheetOf('without.html', '<meta>')).toBe('a{}\nb{}');
});

test('the letters of a formula are found in the fonts that KaTeX sets them in', () => {
  const letters = lettersOf([
    `<p>text ${formula('\\mathbb{E}[x] = \\sum_i \\mathbf{w}_i \\mathcal{L}')} behind it</p>`,
    `<p>${formula('\\Bigl(\\frac{1}{2}\\Bigr)')}</p>`,
  ]);
  const of = (font: string) => [...(letters.get(font) ?? [])].sort().join('');
  expect(of('KaTeX_AMS normal 400')).toBe('E');
  expect(of('KaTeX_Math italic 400')).toBe('ix');
  expect(of('KaTeX_Main normal 700')).toBe('w');
  expect(of('KaTeX_Caligraphic normal 400')).toBe('L');
  expect(of('KaTeX_Size2 normal 400')).toBe('()∑');
  expect(of('KaTeX_Main normal 400').replaceAll('\u200b', '')).toBe('12=[]');
});

test('a font in the sheet has its letters and the space; the whole font is for all others', async () => {
  const face =
    '@font-face{font-display:block;font-family:KaTeX_Math;font-style:italic;font-weight:400;src:url(fonts/KaTeX_Math-Italic.woff2) format("woff2"),url(fonts/KaTeX_Math-Italic.ttf) format("truetype")}';
  const css = await inlineLetters(
    `a{}${face}b{}`,
    new Map([['KaTeX_Math italic 400', new Set('xy')]]),
    (address) => readFileSync(join(katexFolder, address)),
  );
  const faces = css.match(/@font-face\{[^}]*\}/g) ?? [];
  expect(css.startsWith('a{}@font-face')).toBe(true);
  expect(css.endsWith('}b{}')).toBe(true);
  expect(faces.length).toBe(2);
  expect(faces[0]).toContain('src:url(fonts/KaTeX_Math-Italic.woff2)');
  expect(faces[0]).toContain('unicode-range:U+0-1f,U+21-77,U+7a-10ffff');
  expect(faces[0]).not.toContain('.ttf');
  expect(faces[1]).toContain('unicode-range:U+20,U+78,U+79');
  const bytes = Buffer.from(/base64,([^)]*)/.exec(faces[1] ?? '')?.[1] ?? '', 'base64');
  expect(bytes.subarray(0, 4).toString()).toBe('wOF2');
  expect(bytes.length).toBeLessThan(5000);
});

test('a font that no formula uses stays a file', async () => {
  const face = '@font-face{font-family:KaTeX_Script;src:url(s.woff2) format("woff2"),url(s.ttf)}';
  const css = await inlineLetters(face, new Map(), () => Buffer.alloc(0));
  expect(css).toContain('src:url(s.woff2)');
  expect(css).not.toMatch(/data:|ttf|unicode-range/);
});

test('modules wait for the script at the end of the page', () => {
  const page = '<script type="module" src="/a.js"></script><script>1</script><body>b</body>';
  const script = '// Said.\n(() => {\n  go();\n})();\n';
  expect(modulesLater(page, script)).toBe(
    '<script type="later" src="/a.js"></script><script>1</script><body>b<script>(() => {\ngo();\n})();</script></body>',
  );
  expect(modulesLater('<body>b</body>', script)).toBe('<body>b</body>');
  const early = '<script type="module" src="/_astro/EarlyModel.astro_1.js"></script>';
  expect(modulesLater(`${early}<body>b</body>`, script)).toBe(`${early}<body>b</body>`);
});
