/** The address of an embedded figure, and the HTML that puts it into a page. */
import type { Lang } from '../i18n/languages.ts';

/** The parts of a figure that can be left out. Its picture, legend and source are always there. */
export const embedParts = ['title', 'caption', 'controls', 'table', 'menu'] as const;

export type EmbedPart = (typeof embedParts)[number];

export const embedThemes = ['auto', 'light', 'dark'] as const;

export type EmbedTheme = (typeof embedThemes)[number];

export interface EmbedChoice {
  /** The figure's id. */
  readonly id: string;
  readonly lang: Lang;
  readonly show: readonly EmbedPart[];
  readonly theme: EmbedTheme;
  /** What is set up in the figure, as it stands after the # of its page; '' for its first state. */
  readonly state: string;
}

/**
 * The address under `base`, which ends with a slash; what says nothing new is left out.
 * Example: embedAddress('https://x.org/', { id: 'leak', lang: 'zh', show: ['title'], theme: 'dark', state: '' })
 * → 'https://x.org/embed/zh/leak/?show=title&theme=dark'
 */
export function embedAddress(base: string, { id, lang, show, theme, state }: EmbedChoice): string {
  const parts = embedParts.filter((part) => show.includes(part));
  const query = [
    ...(parts.length === embedParts.length ? [] : [`show=${parts.join(',')}`]),
    ...(theme === 'auto' ? [] : [`theme=${theme}`]),
  ].join('&');
  const hash = state.replace(/^#/, '');
  return `${base}embed/${lang}/${id}/${query && `?${query}`}${hash && `#${hash}`}`;
}

/** A fragment that says how a figure is set up, and is no mere name of a place. */
export const isState = (hash: string): boolean => !/^#?[\w-]*$/.test(hash);

export interface FrameChoice {
  readonly address: string;
  /** What the frame is called for those who cannot see it. */
  readonly title: string;
  /** In CSS pixels. */
  readonly height: number;
  /** With the lines that let the frame follow the figure's height. */
  readonly follow: boolean;
}

/** Sets the height of each frame that says its own; see docs/embedding.md. */
const FOLLOW = `<script>
addEventListener('message', ({ data, source }) => {
  if (data?.type !== 'vitrine:height') return;
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.contentWindow === source) frame.height = data.height;
});
</script>
`;

/** The HTML of a frame. It may copy to the clipboard, and use threads where the page around it may. */
export function frameCode({ address, title, height, follow }: FrameChoice): string {
  const attributes = [
    `src="${escapeAttribute(address)}"`,
    `title="${escapeAttribute(title)}"`,
    `width="100%"`,
    `height="${String(Math.ceil(height))}"`,
    `loading="lazy"`,
    `allow="clipboard-write; cross-origin-isolated"`,
    `style="border: 0"`,
  ];
  return `<iframe\n  ${attributes.join('\n  ')}\n></iframe>\n${follow ? FOLLOW : ''}`;
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
