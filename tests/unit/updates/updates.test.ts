import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { releasesOf, summaryZh } from '#lib/updates/releases.ts';
import { addressOf } from '#lib/updates/repository.ts';
import { lastUpdated, updates } from '#lib/updates/updates.ts';

const root = new URL('../../../', import.meta.url);

test('each lesson has a history that ends with its first version', () => {
  const lessons = readdirSync(new URL('content/lessons/en/', root)).map((name) => parseInt(name));
  expect(Object.keys(updates).map(Number).sort()).toEqual(lessons.sort());
  for (const list of Object.values(updates)) {
    const dates = list.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted().reverse());
    expect(list.map(({ kind }) => kind).lastIndexOf('new')).toBe(list.length - 1);
    for (const { date, text } of list) {
      expect(new Date(date).toISOString().slice(0, 10)).toBe(date);
      expect(text.en).toMatch(/^\p{Lu}.*\.$/u);
      expect(text.zh).toMatch(/\p{Script=Han}.*。$/u);
    }
  }
  expect(lastUpdated(1)).toBe(updates[1]?.[0]?.date);
  expect(lastUpdated(99)).toBeUndefined();
});

test('each release has its text, and a summary in Chinese', () => {
  const releases = releasesOf(readFileSync(new URL('CHANGELOG.md', root), 'utf8'));
  expect(releases.length).toBeGreaterThan(0);
  for (const { name, text } of releases) {
    expect(text.length).toBeGreaterThan(100);
    expect(summaryZh(name), name).toMatch(/\p{Script=Han}/u);
  }
  expect(releasesOf('# Changes\n\n## 2 (day)\n\nb\n\n## 1\n\na\n')).toEqual([
    { name: '2 (day)', text: 'b' },
    { name: '1', text: 'a' },
  ]);
});

test('the repository is where package.json says', () => {
  expect(addressOf('git+https://example.org/a/b.git')).toBe('https://example.org/a/b');
  expect(addressOf({ type: 'git', url: 'https://example.org/a/b' })).toBe(
    'https://example.org/a/b',
  );
  expect(addressOf({ url: 'javascript:alert(1)' })).toBeUndefined();
  expect(addressOf(undefined)).toBeUndefined();
});
