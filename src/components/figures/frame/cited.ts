import type { CitedWork } from '#lib/citation/index.ts';
import { builtOn, version } from '#lib/citation/release.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { figureAddress, pageAddress } from './place.ts';

/** Today, where the reader is, as YYYY-MM-DD. */
function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A figure of this page, to be cited. */
export function citedFigure(figure: {
  readonly id: string;
  readonly lang: Lang;
  readonly title: string;
  readonly number?: string | undefined;
}): CitedWork {
  const { id, lang, title, number } = figure;
  return {
    ...{ kind: 'figure', lang, title, url: figureAddress(id), read: today() },
    ...(number === undefined ? {} : { number }),
    ...{ version, date: builtOn() },
  };
}

/** This page, to be cited. */
export function citedPage(lang: Lang, title: string): CitedWork {
  return {
    ...{ kind: 'page', lang, title, url: pageAddress(), read: today() },
    ...{ version, date: builtOn() },
  };
}
