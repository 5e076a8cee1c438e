import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import { meets, type ByteRange, type TokenGroup } from '#lib/tokens/index.ts';

/** What is pointed at, in words: its characters, its tokens with ids, its bytes. */
export function describeRange(
  lang: Lang,
  group: TokenGroup,
  range: ByteRange,
  total: number,
): { what: string; rest: string } {
  const characters = group.characters.filter((part) => meets(part, range));
  const tokens = group.tokens.filter((part) => meets(part, range));
  const what = characters.map(({ text }) => text ?? '?').join('');
  const code = [...what]
    .map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .slice(0, 8)
    .join(' ');
  const bytes = group.bytes.slice(range.from, range.to).join(' ');
  const first = tokens[0];
  const last = tokens.at(-1);
  const vars = {
    code,
    bytes,
    ids: tokens.map(({ id }) => id).join(' '),
    from: (first?.index ?? 0) + 1,
    to: (last?.index ?? 0) + 1,
    total,
  };
  if (group.special) return { what, rest: t(lang, 'tokens.say.special', vars) };
  return { what, rest: t(lang, tokens.length > 1 ? 'tokens.say.many' : 'tokens.say', vars) };
}
