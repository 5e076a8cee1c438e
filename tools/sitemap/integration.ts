import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { sitemapOf } from './sitemap.ts';

/** Writes `sitemap.xml` when the site has been built, if it is known where it will be. */
export function sitemap(): AstroIntegration {
  let root: string | null = null;
  return {
    name: 'vitrine:sitemap',
    hooks: {
      'astro:config:done': ({ config }) => {
        const base = config.base.replace(/\/*$/, '/');
        root = config.site === undefined ? null : new URL(base, config.site).href;
      },
      'astro:build:done': ({ dir, pages }) => {
        if (root === null) return;
        const site = fileURLToPath(dir);
        const open = pages
          .map(({ pathname }) => pathname)
          .filter((path) => /^(en|zh)\//.test(path) && !isHidden(join(site, path, 'index.html')));
        writeFileSync(join(site, 'sitemap.xml'), sitemapOf(open, root));
      },
    },
  };
}

const isHidden = (file: string) =>
  /<meta name="robots" content="[^"]*noindex/.test(readFileSync(file, 'utf8'));
