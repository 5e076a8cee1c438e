import { AUTHOR, fullTitle, siteTitle, type CitedWork } from './work.ts';

/**
 * A work as a line of text. In English as in APA's style (7th edition, 10.16), in Chinese after
 * GB/T 7714-2015, 8.7 (electronic resources: [EB/OL], day of update, day of reading, address).
 */
export function toPlain(work: CitedWork): string {
  return work.lang === 'zh' ? chinese(work) : english(work);
}

function english(work: CitedWork): string {
  const { kind, version, url } = work;
  const when = work.date === '' ? 'n.d.' : work.date.slice(0, 4);
  const site = siteTitle('en');
  const part = kind === 'site' ? '' : `“${fullTitle(work)}.” In `;
  return `${AUTHOR} (${when}). ${part}${site} (version ${version}). ${url}, read ${work.read}.`;
}

function chinese(work: CitedWork): string {
  const { kind, version, url, read } = work;
  const when = work.date === '' ? '' : `(${work.date})`;
  const mark = kind === 'site' ? '[CP/OL]' : '[EB/OL]';
  const host = kind === 'site' ? '' : `//${siteTitle('zh')}`;
  return `${AUTHOR}. ${fullTitle(work)}${mark}${host}. ${version} 版. ${when}[${read}]. ${url}.`;
}
