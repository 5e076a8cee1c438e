/** svelte-check has been seen to pass in projects where it checked nothing: here it must object. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
// Inside the repository, so that the packages are found; git ignores the name.
const folder = mkdtempSync(join(import.meta.dirname, 'planted-'));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('svelte-check, with the settings of tsconfig.svelte.json, finds a planted type error', () => {
  const settings = { extends: '../../../tsconfig.svelte.json', include: ['./*'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  writeFileSync(
    join(folder, 'Planted.svelte'),
    `<script lang="ts">\n  const count: number = 'three';\n</script>\n\n<p>{count}</p>\n`,
  );
  const cli = join(root, 'node_modules/svelte-check/bin/svelte-check');
  const args = [cli, '--workspace', folder, '--tsconfig', './tsconfig.json', '--output', 'machine'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect(stdout).toMatch(/ERROR "Planted\.svelte" 2:9 "Type 'string' is not assignable/);
  expect(stdout).toMatch(/ 1 ERRORS /);
  expect(status).toBe(1);
});
