/** Guards the built site: see `pages.ts` for the pages, `policy.ts` for what is allowed. */
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { policyRules } from './headers.ts';
import { guardPages } from './pages.ts';

/** After the build: no style attribute is left, every page names the policy, and so does `_headers`. */
export function policyIntegration(): AstroIntegration {
  let base = '/';
  return {
    name: 'vitrine:policy',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/*$/, '/');
      },
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        const pages = new Map(
          readdirSync(folder, { recursive: true, encoding: 'utf8' })
            .filter((path) => path.endsWith('.html'))
            .map((path) => [path, readFileSync(join(folder, path), 'utf8')] as const),
        );
        const { files, inline } = guardPages(pages, base);
        for (const [path, text] of files) writeFileSync(join(folder, path), text);
        const scripts = readdirSync(join(folder, '_astro'));
        appendFileSync(join(folder, '_headers'), policyRules(inline, scripts));
      },
    },
  };
}
