/**
 * Modules make a page alive; its text can be read before. So the modules of a page that a browser opens are
 * fetched when it has been painted once, and take no bandwidth from what the first picture needs.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/** Comes before the policy of pages, which names the script that this puts into them. Brings `client:painted`. */
export function textFirst(): AstroIntegration {
  return {
    name: 'vitrine:text-first',
    hooks: {
      'astro:config:setup': ({ addClientDirective }) => {
        addClientDirective({
          name: 'painted',
          entrypoint: join(import.meta.dirname, 'painted.ts'),
        });
      },
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        const script = readFileSync(join(import.meta.dirname, 'later.inline.js'), 'utf8');
        for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          if (!path.endsWith('.html')) continue;
          const html = readFileSync(join(folder, path), 'utf8');
          writeFileSync(join(folder, path), modulesLater(html, script));
        }
      },
    },
  };
}

/** Those of components that are called Early… are not held back. */
const MODULE = /<script type="module"(?= src=)(?! src="[^"]*\/Early[A-Z])/g;

/**
 * A page whose modules wait for `script`, which stands at its end and starts them; a page without modules as it is.
 * Example: modulesLater('<script type="module" src="a.js"></script></body>', 'go()')
 *   → '<script type="later" src="a.js"></script><script>go()</script></body>'
 */
export function modulesLater(html: string, script: string): string {
  const later = html.replace(MODULE, '<script type="later"');
  const end = later.lastIndexOf('</body>');
  if (later === html || end < 0) return html;
  return `${later.slice(0, end)}<script>${shortened(script)}</script>${later.slice(end)}`;
}

/** Without comments of whole lines and without indentation. */
function shortened(script: string): string {
  return script.replace(/^\s*(\/\/.*)?\n|^\s+/gm, '').trim();
}
