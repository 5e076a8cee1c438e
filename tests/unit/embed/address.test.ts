import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import {
  embedAddress,
  embedParts,
  embedThemes,
  frameCode,
  isState,
  type EmbedChoice,
} from '#lib/embed/address.ts';

const all: EmbedChoice = { id: 'leak', lang: 'en', show: embedParts, theme: 'auto', state: '' };
const base = 'https://example.org/vitrine/';

test('embedAddress(base, choice) says only what is not the default', () => {
  expect(embedAddress(base, all)).toBe(`${base}embed/en/leak/`);
  expect(embedAddress(base, { ...all, show: ['caption', 'title'] })).toBe(
    `${base}embed/en/leak/?show=title,caption`,
  );
  expect(
    embedAddress(base, { ...all, lang: 'zh', show: [], theme: 'dark', state: '#v1?p=a' }),
  ).toBe(`${base}embed/zh/leak/?show=&theme=dark#v1?p=a`);
});

test('embedAddress(base, choice) can be read by URL, for any choice', () => {
  const choice = fc.record({
    id: fc.constant('leak'),
    lang: fc.constantFrom('en' as const, 'zh' as const),
    show: fc.subarray([...embedParts]),
    theme: fc.constantFrom(...embedThemes),
    state: fc.constantFrom('', '#heads1?p=a+b', '#v2.abc_-'),
  });
  fc.assert(
    fc.property(choice, (chosen) => {
      const { pathname, searchParams, hash } = new URL(embedAddress(base, chosen));
      expect(pathname).toBe(`/vitrine/embed/${chosen.lang}/leak/`);
      const shown = searchParams.get('show')?.split(',').filter(Boolean) ?? embedParts;
      expect([...shown].sort()).toEqual([...chosen.show].sort());
      expect(searchParams.get('theme') ?? 'auto').toBe(chosen.theme);
      expect(hash).toBe(chosen.state);
    }),
  );
});

test('isState(hash) tells a state from the name of a place', () => {
  expect(['', '#', '#one-head', '#references'].map(isState)).toEqual([false, false, false, false]);
  expect(['#v1?p=a', '#heads1?p=', '#v2.a=b'].map(isState)).toEqual([true, true, true]);
});

test('frameCode(choice) is one frame with these attributes, whatever the title', () => {
  const title = 'a "quoted" <b>title</b> & more';
  const address = `${base}embed/en/leak/?show=title&theme=dark#v1?p=<"a">`;
  const { document } = parseHTML(
    `<body>${frameCode({ address, title, height: 480.2, follow: false })}</body>`,
  );
  const frame = document.querySelector('iframe');
  expect(document.querySelectorAll('body *')).toHaveLength(1);
  expect(frame?.getAttribute('src')).toBe(address);
  expect(frame?.getAttribute('title')).toBe(title);
  expect(frame?.getAttribute('height')).toBe('481');
});

test('frameCode(choice) can bring the lines that follow the height', () => {
  const code = frameCode({ address: base, title: 't', height: 1, follow: true });
  expect(code.match(/<script>/g)).toHaveLength(1);
  expect(code).toContain('vitrine:height');
});
