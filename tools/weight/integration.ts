/** What the first picture of a page waits for, made small when the site has been built. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { inlineLetters, lettersOf } from './math-fonts.ts';
import { shortPictures } from './pictures.ts';
import { joinStyles } from './style-sheets.ts';

/** Works on the finished pages, so it comes after whatever else changes their style sheets. */
export function firstLoad(): AstroIntegration {
  let base = '/';
  return {
    name: 'vitrine:first-load',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/*$/, '/');
      },
      'astro:build:done': async ({ dir }) => {
        const site = fileURLToPath(dir);
        const pages = readPages(site);
        const assets = `${base}_astro/`;
        const read = (address: string) => readFileSync(join(site, address.slice(base.length - 1)));
        const font = (address: string) => read(new URL(address, `http://x${assets}`).pathname);
        const styles = await joinStyles(
          pages,
          (address) => read(address).toString(),
          assets,
          (css, html) => inlineLetters(css, lettersOf([html]), font),
        );
        for (const [name, css] of styles.sheets) writeFileSync(join(site, '_astro', name), css);
        for (const [path, html] of styles.pages)
          writeFileSync(join(site, path), shortPictures(html));
        removeUnnamed(
          join(site, '_astro'),
          everyPage(site).map((path) => join(site, path)),
        );
      },
    },
  };
}

function everyPage(site: string): string[] {
  const paths = readdirSync(site, { recursive: true, encoding: 'utf8' });
  return paths.filter((path) => path.endsWith('.html'));
}

/** The pages of the site. Embedded figures keep their sheets apart: many in one page share most of them. */
function readPages(site: string): Map<string, string> {
  return new Map(
    everyPage(site)
      .filter((path) => !/^embed[/\\]/.test(path))
      .map((path) => [path, readFileSync(join(site, path), 'utf8')]),
  );
}

/** Removes style sheets and fonts that no page, script or style sheet names any more. */
function removeUnnamed(assets: string, pages: readonly string[]): void {
  for (const kind of ['.css', '.ttf', '.woff', '.woff2']) {
    const names = readdirSync(assets);
    const text = [
      ...pages,
      ...names.filter((name) => /\.(js|css)$/.test(name)).map((name) => join(assets, name)),
    ]
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    for (const name of names)
      if (name.endsWith(kind) && !text.includes(name)) rmSync(join(assets, name));
  }
}
