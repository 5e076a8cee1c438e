/** How the models page writes sizes, times and origins. */
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { StoredModel } from '#lib/model/library-client.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** In powers of 1000, three figures at most. Example: 497759232 → '498 MB', 1234567 → '1.23 MB' */
export function formatBytes(bytes: number): string {
  // What would round up to 1000 belongs to the next unit.
  const log = Math.log10(Math.max(bytes, 1) * 1.0005);
  const power = Math.min(Math.floor(log / 3), units.length - 1);
  const size = bytes / 1000 ** power;
  const digits = power === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  return `${size.toFixed(digits)} ${units[power] ?? 'B'}`;
}

/** Rounded up, in seconds or in minutes. */
export function formatDuration(lang: Lang, seconds: number): string {
  return seconds < 90
    ? t(lang, 'models.progress.seconds', { n: Math.ceil(seconds) })
    : t(lang, 'models.progress.minutes', { n: Math.ceil(seconds / 60) });
}

/** Example: 124439808 → '124,439,808' */
export const formatCount = (n: number): string => n.toLocaleString('en');

/** The name of the machine that an address asks; null where it is none. */
export function hostOf(endpoint: string): string | null {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? url.host : null;
}

/** Where a stored model came from, in words. */
export function originOf(lang: Lang, { request }: Pick<StoredModel, 'request'>): string {
  if (request === null) return t(lang, 'models.here.from.disk');
  if (request.kind === 'site') return t(lang, 'models.here.from.site');
  const host = hostOf(request.endpoint ?? 'https://huggingface.co') ?? '';
  return t(lang, 'models.here.from.hub', { host });
}
