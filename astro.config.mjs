import mdx from '@astrojs/mdx';
import { satteri } from '@astrojs/markdown-satteri';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { glossaryPlugin } from './src/lib/markdown/glossary.ts';
import { katexPlugin } from './src/lib/markdown/katex.ts';
import { searchIndex } from './tools/search/integration.ts';
import { embedPages } from './tools/embed/integration.ts';
import { offlineIntegration } from './tools/offline/integration.ts';
import { policyIntegration } from './tools/policy/integration.ts';
import { sitemap } from './tools/sitemap/integration.ts';
import { firstLoad } from './tools/weight/integration.ts';
import { textFirst } from './tools/weight/text-first.ts';
import { wordsPlugin } from './tools/weight/words.ts';

/** What WebAssembly threads need; a static host gets the same from `public/_headers`. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

// VITRINE_SITE: the origin that the site is published at, for canonical links.
// VITRINE_BASE: the path under it, e.g. `/vitrine` on a project page.
export default defineConfig({
  ...(process.env.VITRINE_SITE ? { site: process.env.VITRINE_SITE } : {}),
  base: process.env.VITRINE_BASE || '/',
  output: 'static',
  trailingSlash: 'ignore',
  i18n: {
    locales: ['en', 'zh'],
    defaultLocale: 'en',
    routing: { prefixDefaultLocale: true, redirectToDefaultLocale: false },
  },
  integrations: [
    ...[svelte(), mdx(), embedPages(), searchIndex(), sitemap(), textFirst(), policyIntegration()],
    // Near the end: it joins the style sheets that the others have written.
    firstLoad(),
    // Last of all: it lists the files as they are published.
    offlineIntegration(),
  ],
  markdown: {
    processor: satteri({
      features: { math: true, rawHtml: true, smartPunctuation: false },
      mdastPlugins: [katexPlugin, glossaryPlugin],
    }),
  },
  server: { headers: isolation },
  devToolbar: { enabled: false },
  vite: {
    plugins: [wordsPlugin()],
    // One worker holds the engine; it imports modules of its own.
    worker: { format: 'es' },
    // The engine asks for its .wasm and .mjs by `?url`: pre-bundling would move them away.
    optimizeDeps: { exclude: ['onnxruntime-web'] },
    build: {
      // What of others is in the scripts, with its licences: published beside them.
      license: { fileName: 'licences.md' },
      target: 'es2023',
      // Astro marks every MDX entry with a directive of its own, and says nothing by it.
      rolldownOptions: { checks: { moduleLevelDirective: false } },
      // Small icons and the few lines of script that a page has of its own may be inlined, each a request less;
      // other code and WebAssembly never.
      assetsInlineLimit: (file) =>
        /\.(svg|png)$|astro_type_script/.test(file) ? undefined : false,
    },
  },
});
