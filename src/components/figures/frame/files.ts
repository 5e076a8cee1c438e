/** A figure as a file: loaded when the reader asks for one. */
import { toPlain } from '#lib/citation/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import { citedFigure } from './cited.ts';
import { composeFigure, svgFile, type FigureParts } from './compose.ts';
import { fileName, toCsv, toJson } from './export.ts';
import { describeProvenance, type FigureData, type Provenance } from './figure.ts';
import { toMarkdown } from './markdown.ts';
import { figureAddress } from './place.ts';
import { rasterize, saveFile } from './save.ts';

export type FileKind = 'svg' | 'png' | 'csv' | 'json' | 'md';

/** A figure as it stands on the page. */
export interface ShownFigure {
  readonly id: string;
  readonly lang: Lang;
  readonly title: string;
  readonly number: string | undefined;
  readonly provenance: Provenance;
  readonly data: FigureData | null;
  /** What the JSON file holds beside the table. */
  readonly extra: unknown;
  readonly frame: HTMLElement;
}

/** Hands the reader a file of a figure. Rejects as `fileOf` does. */
export async function saveFigure(kind: FileKind, figure: ShownFigure): Promise<void> {
  saveFile(fileName(figure.id, kind), await fileOf(kind, figure));
}

/** A file of a figure. Rejects when this browser cannot draw it, or nothing is drawn. */
export async function fileOf(kind: FileKind, figure: ShownFigure): Promise<Blob> {
  const { title, provenance, data, extra } = figure;
  const source = figureAddress(figure.id);
  switch (kind) {
    case 'csv':
      if (!data) throw new Error('this figure has no table');
      // The mark at the start tells spreadsheets that the file is UTF-8.
      return new Blob(['\uFEFF', toCsv(data)], { type: 'text/csv' });
    case 'json':
      return new Blob([toJson({ title, provenance, source, data, extra })], {
        type: 'application/json',
      });
    case 'md':
      return new Blob([markdownOf(figure)], { type: 'text/markdown' });
    case 'svg':
    case 'png': {
      const drawn = composeFigure(partsOf(figure));
      if (!drawn) throw new Error('nothing is drawn');
      const text = svgFile(drawn.svg);
      if (kind === 'svg') return new Blob([text], { type: 'image/svg+xml' });
      return rasterize(text, drawn.width, drawn.height);
    }
  }
}

function partsOf(figure: ShownFigure): FigureParts {
  const { frame, lang, provenance } = figure;
  const part = (name: string): Element | null => frame.querySelector(`.figure-${name}`);
  const picture = part('picture');
  if (!picture) throw new Error('a figure without a picture');
  const address = figureAddress(figure.id);
  const from = describeProvenance(lang, provenance);
  return {
    frame,
    picture,
    title: titleOf(figure),
    legend: part('legend'),
    caption: part('caption'),
    source: [`${t(lang, `provenance.${provenance.kind}`)} · ${from}`, address],
    description: [captionOf(figure), from, address].filter(Boolean).join('\n'),
  };
}

function markdownOf(figure: ShownFigure): string {
  const { lang, id } = figure;
  return toMarkdown({
    title: titleOf(figure),
    caption: captionOf(figure),
    provenance: describeProvenance(lang, figure.provenance),
    data: figure.data,
    citation: toPlain(citedFigure(figure)),
    address: figureAddress(id),
    words: {
      source: t(lang, 'share.md.source'),
      cite: t(lang, 'share.md.cite'),
      open: t(lang, 'share.md.open'),
      more: (shown, total) => t(lang, 'figure.moreRows', { shown, total }),
    },
  });
}

function titleOf({ lang, title, number }: ShownFigure): string {
  const label = number === undefined ? '' : t(lang, 'figure.label', { n: number });
  return `${label} ${title}`.trim();
}

/** The caption's words; a formula's are those that a screen reader hears. */
function captionOf({ frame }: ShownFigure): string {
  const caption = frame.querySelector('.figure-caption')?.textContent ?? '';
  return caption.replaceAll(/\s+/g, ' ').trim();
}
