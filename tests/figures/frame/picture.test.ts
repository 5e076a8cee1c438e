import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { inlineStyles } from '#components/figures/frame/picture.ts';

const { document } = parseHTML(
  '<svg class="a" onclick="x()"><script>1</script><style>.b{}</style>' +
    '<g class="b"><path class="c" d="M0 0"/><text data-i="1">t</text></g></svg>',
);
const source = document.querySelector('svg') as unknown as Element;

/** What a browser would compute: fill is inherited, opacity is not. */
function styleOf(element: Element, property: string): string {
  const name = element.tagName.toLowerCase();
  if (property === 'fill') return name === 'svg' ? 'rgb(0, 0, 0)' : 'rgb(255, 0, 0)';
  if (property === 'opacity') return name === 'path' ? '0.5' : '1';
  return '';
}

test('inlineStyles writes each computed style once, where it differs from what is inherited', () => {
  const copy = inlineStyles(source, styleOf);
  const own = (selector: string) =>
    ['fill', 'opacity'].map((name) => copy.querySelector(selector)?.getAttribute(name) ?? null);
  expect(copy.getAttribute('fill')).toBe('rgb(0, 0, 0)');
  expect(own('g')).toEqual(['rgb(255, 0, 0)', null]);
  expect(own('path')).toEqual([null, '0.5']);
  expect(own('text')).toEqual([null, null]);
});

test('inlineStyles leaves classes, scripts, style sheets and handlers behind, and the source as it was', () => {
  const before = source.outerHTML;
  const copy = inlineStyles(source, styleOf);
  expect(copy.outerHTML).not.toMatch(/class=|<script|<style|onclick|data-i/);
  expect(copy.querySelector('path')?.getAttribute('d')).toBe('M0 0');
  expect(copy.querySelector('text')?.textContent).toBe('t');
  expect(source.outerHTML).toBe(before);
});
