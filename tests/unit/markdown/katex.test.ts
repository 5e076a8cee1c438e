import { satteri } from '@astrojs/markdown-satteri';
import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { katexPlugin, renderFormula } from '#lib/markdown/katex.ts';

/** A Markdown text through the site's own pipeline. */
async function html(markdown: string): Promise<string> {
  const processor = satteri({
    features: { math: true, rawHtml: true, smartPunctuation: false },
    mdastPlugins: [katexPlugin],
  });
  const renderer = await processor.createRenderer({ syntaxHighlight: false });
  return (await renderer.render(markdown)).code;
}

const formula = (tex: string) => katex.renderToString(tex).replaceAll(/ xmlns="[^"]*"/g, '');

describe('katexPlugin', () => {
  test('$a*b*c$ stays a product, not emphasis', async () => {
    const out = await html('Take $a*b*c$ here.');
    expect(out).toContain(formula('a*b*c'));
    expect(out).not.toContain('<em>');
  });

  test('\\\\ in a matrix stays a new row', async () => {
    const out = await html('$$\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n$$');
    expect(out.match(/<mtr>/g)).toHaveLength(2);
    expect(out).toContain('class="formula"');
  });

  test('a < b is escaped once', async () => {
    const out = await html('If $a < b$ then.');
    expect(out).toContain(formula('a < b'));
    expect(out).toContain('<mo>&lt;</mo>');
    expect(out).not.toContain('&amp;lt;');
  });

  test('underscores and braces reach KaTeX whole', async () => {
    expect(await html('$x_{i} y_j$')).toContain(formula('x_{i} y_j'));
  });

  test('a formula that cannot be read fails the build', async () => {
    await expect(html('$\\frac{1$')).rejects.toThrow(/KaTeX/);
  });
});

test('renderFormula(tex, true) can be scrolled by keyboard', () => {
  expect(renderFormula('x', true)).toMatch(/^<div class="formula" tabindex="0"/);
  expect(renderFormula('x', false)).toBe(formula('x'));
});
