/** Figures made of HTML are saved as pictures, too. */
import { afterEach, expect, test } from 'vitest';
import { drawElement } from '#components/figures/frame/picture.ts';

afterEach(() => document.body.replaceChildren());

function draw(html: string): SVGElement | null {
  document.body.innerHTML = `<div id="picture" style="width: 300px; font: 16px monospace">${html}</div>`;
  return drawElement(document.querySelector('#picture') ?? document.body)?.svg ?? null;
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

test('gradients, hatching, fields and what a style sheet adds are drawn, too', () => {
  const svg = draw(
    '<style>.unit::after { content: "×" }</style><span class="unit">3</span>' +
      '<div style="height: 9px; background: linear-gradient(to right, rgb(1, 2, 3), rgb(4, 5, 6) 40%, rgb(7, 8, 9))"></div>' +
      '<div style="height: 9px; background: repeating-linear-gradient(135deg, transparent 0 4px, rgb(1, 2, 3) 4px 5px)"></div>' +
      '<input value="typed"><input type="range" min="0" max="4" value="1">',
  );
  const ramp = svg?.querySelector('linearGradient');
  expect(
    [...(ramp?.querySelectorAll('stop') ?? [])].map((stop) => stop.getAttribute('offset')),
  ).toEqual(['0', '0.4', '1']);
  expect(svg?.querySelector(`[fill="url(#${ramp?.id ?? ''})"]`)).not.toBeNull();
  expect(svg?.querySelector('pattern rect')?.getAttribute('width')).toBe('1');
  expect([...(svg?.querySelectorAll('text') ?? [])].map((text) => text.textContent)).toEqual([
    '3',
    '×',
    'typed',
  ]);
  expect(svg?.querySelector('circle')).not.toBeNull();
  expect(svg?.querySelectorAll('[style], [class]')).toHaveLength(0);
});

test('text on its side is turned', () => {
  const svg = draw('<p style="writing-mode: vertical-rl; transform: rotate(180deg)">upwards</p>');
  expect(svg?.querySelector('text')?.getAttribute('transform')).toMatch(/rotate\(-90\)$/);
});

test('nothing drawn gives no picture', () => {
  expect(draw('')).toBeNull();
});
