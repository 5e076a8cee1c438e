import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the built site is made from, relative to the root of the repository. */
const SOURCES = [
  ...['src', 'content', 'public', 'astro.config.mjs', 'svelte.config.js'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
];

/** True when `dist` holds a finished build that is younger than all that it is made from. */
export function isFresh(root: string): boolean {
  const built = modified(join(root, 'dist', 'index.html'));
  return built > 0 && built >= Math.max(...SOURCES.map((source) => newest(join(root, source))));
}

/** The latest modification of a file, or of a folder and all below it, in milliseconds; 0 if none. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time tells of files that were removed from it.
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return Math.max(stat.mtimeMs, ...inside);
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
