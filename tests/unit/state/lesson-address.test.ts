import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedBackend, askedModel, withModel } from '#lib/state/lesson-address.ts';

const page = 'http://localhost/vitrine/en/lessons/3-positions/';

test('without a query it is the teaching model on any backend', () => {
  expect([askedModel(page), askedBackend(page)]).toEqual([null, 'auto']);
  expect([askedModel(`${page}?model=`), askedBackend(`${page}?backend=x`)]).toEqual([null, 'auto']);
  expect(askedBackend(`${page}?backend=wasm`)).toBe('wasm');
});

test('withModel(href, id) is read back, and leaves all else as it was', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
      const href = withModel(`${page}?backend=wasm#map`, id);
      expect([askedModel(href), askedBackend(href)]).toEqual([id, 'wasm']);
      expect(withModel(href, null)).toBe(`${page}?backend=wasm#map`);
    }),
  );
  expect(withModel(page, null)).toBe(page);
});
