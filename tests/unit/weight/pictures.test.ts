import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortPath } from '../../../tools/weight/paths.ts';
import { shortPictures } from '../../../tools/weight/pictures.ts';

/** The absolute places of a path by the rules of SVG 2 (9.3), as [command, x, y, …]; a repeated command is said again. */
function places(path: string): (string | number)[][] {
  const tokens = path.match(/[a-zA-Z]|-?(?:\d*\.\d+|\d+)/g) ?? [];
  const found: (string | number)[][] = [];
  const at = { x: 0, y: 0 };
  let start = { x: 0, y: 0 };
  let command = '';
  while (tokens.length > 0) {
    if (/[a-z]/i.test(tokens[0] ?? '')) command = tokens.shift() ?? '';
    const isRelative = command === command.toLowerCase();
    const number = (axis: 'x' | 'y') => Number(tokens.shift()) + (isRelative ? at[axis] : 0);
    const pairs = { m: 1, l: 1, t: 1, q: 2, s: 2, c: 3 }[command.toLowerCase()] ?? 0;
    const drawn: number[] = [];
    if (/z/i.test(command)) Object.assign(at, start);
    else if (/h/i.test(command)) drawn.push(number('x'), at.y);
    else if (/v/i.test(command)) drawn.push(at.x, number('y'));
    else for (let i = 0; i < pairs; i++) drawn.push(number('x'), number('y'));
    [at.x, at.y] = [drawn.at(-2) ?? at.x, drawn.at(-1) ?? at.y];
    if (/m/i.test(command)) start = { ...at };
    found.push([command.toLowerCase().replace(/[hv]/, 'l'), ...drawn]);
    if (/m/i.test(command)) command = isRelative ? 'l' : 'L';
  }
  return found;
}

const number = fc.integer({ min: -99_999, max: 99_999 }).map((n) => n / 100);
const command = fc
  .constantFrom('M', 'm', 'L', 'l', 'H', 'h', 'V', 'v', 'C', 'c', 'Q', 'q', 'S', 's', 'T', 't')
  .chain((name) => {
    const takes = { m: 2, l: 2, t: 2, h: 1, v: 1, q: 4, s: 4, c: 6 }[name.toLowerCase()] ?? 0;
    const numbers = fc.array(number, { minLength: takes, maxLength: takes });
    return fc
      .array(numbers, { minLength: 1, maxLength: 3 })
      .map((all) => name + all.flat().join(' '));
  });
const path = fc
  .tuple(number, number, fc.array(fc.oneof(command, fc.constant('z'))))
  .map(([x, y, rest]) => `M${String(x)} ${String(y)}${rest.join('')}`);

test('a short path goes through the same places, to a tenth, however long it is', () => {
  fc.assert(
    fc.property(path, (long) => {
      const short = shortPath(long, 1);
      expect(short.length).toBeLessThanOrEqual(long.length);
      const [before, after] = [places(long), places(short)];
      expect(after.map(([name]) => name)).toEqual(before.map(([name]) => name));
      const numbers = (all: (string | number)[][]) => all.flatMap(([, ...own]) => own.map(Number));
      const wanted = numbers(before);
      numbers(after).forEach((n, i) => {
        expect(Math.abs(n - (wanted[i] ?? NaN))).toBeLessThan(0.0501);
      });
    }),
  );
});

test('a path says each place by how far it is from the one before', () => {
  expect(shortPath('M10.04 20L10.04 30.01L12 30L12.5 30.5L11 30', 1)).toBe(
    'm10 20v10h2l.5.5-1.5-.5',
  );
  expect(shortPath('M3 4h1v1h-1zM8 4h1v1h-1z', 0)).toBe('m3 4h1v1h-1zm5 0h1v1h-1z');
  expect(shortPath('M46.1 47h0m0.4 -0.3h0', 1)).toBe('m46.1 47h0m.4-.3h0');
});

test('a path of arcs, or of what is not known, stays as it is', () => {
  const arc = 'M10.00001 20.00001A5 5 0 0 1 20.00001 20.00001';
  for (const path of [arc, 'M1e-7 20.00001L3.00001 4', 'M1.00001 2.00001 3', '', 'none'])
    expect(shortPath(path, 1)).toBe(path);
});

test('pictures lose what is finer than their pixels, and nothing else changes', () => {
  const page = (line: string, unit: string, d: string) =>
    `<p title="1.23456" style="width:1.23456px">1.23456<svg viewBox="0 0 420 170">${line}</svg>` +
    `<svg viewBox="0 0 1 1"><circle cx="${unit}" r='0.5' data-x="0.123456789"/></svg>` +
    `<svg><g transform="scale(0.00123)"><path class="a>b" d="${d}"/></g></svg><i x="0.33333"></i></p>`;
  expect(
    shortPictures(
      page(
        '<line x1="99.83050847457628" y1="57.99999999999999%" transform="translate(1.23456 7)"/>',
        '0.123456789',
        'M0 0L10.123 0',
      ),
    ),
  ).toBe(page('<line x1="99.83" y1="58%" transform="translate(1.23 7)"/>', '0.12346', 'm0 0h10.1'));
});
