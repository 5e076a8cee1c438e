/**
 * Puts the service worker beside the built site, with the list of what it keeps, and a mark of its code
 * into every page that can be kept. Comes after all that writes files.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';
import { parseHeaders } from '../policy/headers.ts';
import { codeOf, manifestOf } from './manifest.ts';

const WORKER = 'worker.js';
const ENTRY = fileURLToPath(new URL('../../src/offline/worker.ts', import.meta.url));

export function offlineIntegration(): AstroIntegration {
  let base = '/';
  return {
    name: 'vitrine:offline',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base.replace(/\/*$/, '/');
      },
      'astro:build:done': async ({ dir }) => {
        await publish(fileURLToPath(dir), base);
      },
    },
  };
}

/** Marks the pages of a built site at `folder` and writes its `worker.js`; a second time it renews both. */
export async function publish(folder: string, base: string): Promise<void> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== WORKER && statSync(join(folder, path)).isFile());
  markPages(folder, paths, codeOf(paths));
  const files = new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
  const headers = parseHeaders(readFileSync(join(folder, '_headers'), 'utf8'));
  const manifest = JSON.stringify(manifestOf(files, base, headers));
  writeFileSync(join(folder, WORKER), `const MANIFEST=${manifest};\n${await bundle()}`);
}

/** A page tells the service worker, and the next page, which code it runs with. */
function markPages(folder: string, paths: readonly string[], code: string): void {
  for (const path of paths) {
    if (!/^(en|zh)\/.*\.html$/.test(path)) continue;
    const html = readFileSync(join(folder, path), 'utf8');
    const bare = html.replace(/<meta name="build" content="\w*">(?=<\/head>)/, '');
    const mark = `<meta name="build" content="${code}">`;
    writeFileSync(join(folder, path), bare.replace('</head>', `${mark}</head>`));
  }
}

/** The service worker as one script. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: ENTRY, formats: ['iife'], name: 'worker' },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  const chunk = first && 'output' in first ? first.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error('the service worker was not built');
  return chunk.code;
}
