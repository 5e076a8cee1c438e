import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { term, terms } from '#lib/glossary/terms.ts';
import { messages } from '#lib/i18n/translate.ts';

const root = new URL('../../../content/', import.meta.url);
/** Every Chinese text of the site: [where, text]. */
const chinese: [string, string][] = [
  ...['lessons/zh', 'pages/zh', 'exercises/zh', 'plans/zh', 'notes'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root)).map((file): [string, string] => [
      `${folder}/${file}`,
      readFileSync(new URL(`${folder}/${file}`, root), 'utf8'),
    ]),
  ),
  ...Object.entries(messages.zh),
  ...terms.map(({ id, zh, defZh }): [string, string] => [`glossary ${id}`, `${zh} ${defZh}`]),
];

describe('the glossary', () => {
  test('has each term once, with an anchor that an address can hold', () => {
    const ids = terms.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    for (const lang of ['en', 'zh'] as const) {
      const names = terms.map((each) => each[lang].toLowerCase());
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
  });

  test.each(terms.map((each) => [each.id, each] as const))(
    '%s has a name and a definition in both languages',
    (id, { en, zh, defEn, defZh }) => {
      expect(term(id)?.en).toBe(en);
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(zh).not.toBe('');
      expect(defEn).toMatch(/^[A-Z`−].*\.$/);
      expect(defEn).not.toMatch(/\p{Script=Han}/u);
      expect(defZh).toMatch(/\p{Script=Han}.*。$/u);
      expect(defZh).not.toMatch(/\p{Script=Han}[,;:!?]|[,;:!?]\p{Script=Han}/u);
    },
  );

  test('holds no rendering that it forbids', () => {
    const chosen = terms.map(({ zh }) => zh);
    const forbidden = terms.flatMap(({ notZh = [] }) => notZh);
    expect(new Set(forbidden).size).toBe(forbidden.length);
    expect(forbidden.filter((each) => chosen.includes(each))).toEqual([]);
    expect(forbidden.length).toBeGreaterThan(20);
  });

  test('lists the terms that a lesson links to', () => {
    const ids = terms.map(({ id }) => id);
    const linked = chinese.flatMap(([where, text]) =>
      [...text.matchAll(/\]\(\/glossary\/?#([^)]*)\)/g)].map(([, id = '']) => [where, id] as const),
    );
    expect(linked.filter(([, id]) => !ids.includes(id))).toEqual([]);
  });
});

test.each(terms.filter(({ notZh }) => notZh).map((each) => [each.zh, each] as const))(
  'Chinese texts say %s and no other word for it',
  (_zh, { notZh = [] }) => {
    const found = chinese.flatMap(([where, text]) =>
      notZh.filter((other) => text.includes(other)).map((other) => `${where}: ${other}`),
    );
    expect(found).toEqual([]);
  },
);
