import { globSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const dist = join(import.meta.dirname, '../../dist');

/**
 * The addresses of all pages of the build, e.g. `/en/lessons/2-tokens/`, in order; the pages for other
 * sites' frames (`/embed/…`) are left out. Throws when there is no build.
 */
export function builtPages(): string[] {
  if (!existsSync(dist)) throw new Error('there is no build: npm run build');
  return globSync('{en,zh}/**/index.html', { cwd: dist })
    .map((file) => `/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`)
    .toSorted();
}
