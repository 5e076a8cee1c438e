/** Figures made of HTML are saved as pictures, too. */
import { afterEach, expect, test } from 'vitest';
import { composePicture } from '#components/figures/frame/picture.ts';

afterEach(() => document.body.replaceChildren());

function draw(html: string): SVGElement | null {
  document.body.innerHTML = `<div id="picture" style="width: 300px; font: 16px monospace">${html}</div>`;
  return composePicture(document.querySelector('#picture') ?? document.body);
}

test('boxes and text of HTML become shapes where they stand', () => {
  const svg = draw(
    '<span style="display: inline-block; width: 60px; height: 20px; background: rgb(1, 2, 3); border: 1px dashed rgb(4, 5, 6)">ab</span>',
  );
  const rect = svg?.querySelector('rect');
  expect(rect?.getAttribute('fill')).toBe('rgb(1, 2, 3)');
  expect(rect?.getAttribute('stroke')).toBe('rgb(4, 5, 6)');
  expect(Number(rect?.getAttribute('width'))).toBeCloseTo(61, 0);
  expect(svg?.querySelector('text')?.textContent).toBe('ab');
  expect(svg?.getAttribute('width')).toBe('300');
});

test('text of two lines is two texts; what is hidden or scrolled away is left out', () => {
  const svg = draw(
    '<p style="margin: 0">one<br>two</p>' +
      '<p style="visibility: hidden">gone</p>' +
      '<div style="height: 20px; overflow: auto"><p style="margin: 0">seen</p><p style="margin: 40px">below</p></div>',
  );
  expect([...(svg?.querySelectorAll('text') ?? [])].map((text) => text.textContent)).toEqual([
    'one',
    'two',
    'seen',
  ]);
});

test('an SVG keeps its place beside the HTML', () => {
  const svg = draw(
    '<p style="margin: 0">above</p><svg width="50" height="10"><circle r="3"/></svg>',
  );
  const part = svg?.querySelector('svg');
  expect(Number(part?.getAttribute('y'))).toBeGreaterThan(10);
  expect(part?.querySelector('circle')).not.toBeNull();
  expect(svg?.querySelector('text')?.textContent).toBe('above');
});

test('nothing drawn gives no picture', () => {
  expect(draw('')).toBeNull();
});
