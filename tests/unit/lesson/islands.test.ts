import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../../src/components');

// Astro's router takes every `noscript` out of the pages that it fetches, and a component that drew one then
// finds another tree than its own.
test('components that come alive have no noscript, but the class no-script', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.svelte'),
  );
  expect(files.length).toBeGreaterThan(100);
  const broken = files.filter((path) =>
    readFileSync(join(folder, path), 'utf8').includes('<noscript'),
  );
  expect(broken).toEqual([]);
});
