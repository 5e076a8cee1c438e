/** The words of what is kept on a device, said when pages are built. */
import type { Lang } from './languages.ts';
import { offlineEn } from './offline.en.ts';
import { offlineZh } from './offline.zh.ts';

export type OfflineKey = keyof typeof offlineEn;

const words: Record<Lang, Record<OfflineKey, string>> = { en: offlineEn, zh: offlineZh };

/** One sentence; `{holes}` stay, for the page's script to fill. */
export function offlineWord(lang: Lang, key: OfflineKey): string {
  return words[lang][key];
}
