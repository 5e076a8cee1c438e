import { expect, test } from 'vitest';
import { codeOf, manifestOf } from '../../../tools/offline/manifest.ts';

const site = (files: readonly string[], body = 'x') =>
  manifestOf(new Map(files.map((path) => [path, new TextEncoder().encode(body)])), '/', []);

const runtime = '_astro/ort-wasm-simd-threaded';
const all = [
  ...['index.html', '404.html', 'en/index.html', 'zh/lessons/2-tokens/index.html'],
  ...['embed/en/one-head/index.html', '_headers', 'worker.js', 'sitemap.xml', 'icon.svg'],
  ...['_astro/Figure.a1.js', '_astro/page.b2.css', '_astro/KaTeX.c3.woff2', '_astro/KaTeX.c3.ttf'],
  ...[
    `${runtime}-d4.wasm`,
    `${runtime}-d4.mjs`,
    `${runtime}.jspi-e5.wasm`,
    `${runtime}.jspi-e5.mjs`,
  ],
  ...['models/teaching/model.safetensors', 'models/teaching/README.md', 'models/gpt2/shard-0.bin'],
];

test('the course is its pages, their files, the teaching model and one runtime', () => {
  expect(Object.keys(site(all).course)).toEqual(
    [
      ...['index.html', '404.html', 'en/index.html', 'zh/lessons/2-tokens/index.html', 'icon.svg'],
      ...['_astro/Figure.a1.js', '_astro/page.b2.css', '_astro/KaTeX.c3.woff2'],
      ...[`${runtime}-d4.wasm`, `${runtime}-d4.mjs`, 'models/teaching/model.safetensors'],
    ].sort(),
  );
});

test('runtimes that only some browsers use are kept when they pass by', () => {
  expect(Object.keys(site(all).passing)).toEqual([
    ...[`${runtime}.jspi-e5.mjs`, `${runtime}.jspi-e5.wasm`],
  ]);
});

test('a changed text is another build of the same code; a renamed script is other code', () => {
  const [before, after] = [site(all, 'x'), site(all, 'y')];
  expect(after.build).not.toBe(before.build);
  expect(after.code).toBe(before.code);
  expect(codeOf([...all, '_astro/New.f6.js'])).not.toBe(before.code);
  expect(codeOf(all.toReversed())).toBe(before.code);
});
