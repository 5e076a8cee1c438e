/**
 * Adds `/embed/en/ID/` and `/embed/zh/ID/` to the site, for each figure of `src/lib/embed/figures.ts`.
 * A page of its own for each, written here, since Astro only wakes components that a page names, and
 * since a page then carries the styles and scripts of one figure alone.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import { embeddedFigures, type EmbeddedFigure } from '../../src/lib/embed/figures.ts';

export function embedPages(): AstroIntegration {
  return {
    name: 'vitrine-embed',
    hooks: {
      'astro:config:setup': ({ createCodegenDir, injectRoute, updateConfig }) => {
        // Citations say which day's version they mean.
        const built = JSON.stringify(builtOn());
        updateConfig({ vite: { define: { 'import.meta.env.VITRINE_BUILT': built } } });
        const folder = createCodegenDir();
        for (const figure of embeddedFigures) {
          const entrypoint = new URL(`${figure.id}.astro`, folder);
          writeIfNew(entrypoint, embedPage(figure));
          injectRoute({ pattern: `/embed/[lang]/${figure.id}`, entrypoint, prerender: true });
        }
      },
    },
  };
}

/** The page of one figure, as the text of an `.astro` file. */
export function embedPage({ id, page, component, keeper }: EmbeddedFigure): string {
  const wakes = component.endsWith('.astro') ? '' : ' client:visible={{ rootMargin: "200px" }}';
  return `---
import Figure from '#components/figures/${component}';
${keeper === undefined ? '' : `import Keeper from '#components/figures/${keeper}';\n`}import Embed from '#components/embed/Embed.astro';
import { languages } from '#lib/i18n/languages.ts';

export function getStaticPaths() {
  return languages.map((lang) => ({ params: { lang }, props: { lang } }));
}

const { lang } = Astro.props;
---

<Embed lang={lang} id=${JSON.stringify(id)} page=${JSON.stringify(page)}>
  ${keeper === undefined ? '' : '<div hidden><Keeper lang={lang} client:load /></div>\n  '}<Figure lang={lang}${wakes} />
</Embed>
`;
}

/**
 * The day that the site is built from, as YYYY-MM-DD: that of SOURCE_DATE_EPOCH, else of the last commit,
 * so that two builds of one version are the same; else today.
 */
function builtOn(): string {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH);
  if (epoch > 0) return new Date(epoch * 1000).toISOString().slice(0, 10);
  try {
    const git = ['log', '-1', '--format=%cs'];
    return execFileSync('git', git, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return new Date().toISOString().slice(0, 10);
  }
}

/** An unchanged file keeps its time, so that a server that watches it stays calm. */
function writeIfNew(file: URL, text: string): void {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  writeFileSync(file, text);
}
