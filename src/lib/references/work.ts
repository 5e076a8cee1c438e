import type { Lang } from '../i18n/languages.ts';

/** Somebody who wrote a work: with a family name, or one name alone (a pen name, an organisation). */
export interface Author {
  readonly family: string;
  readonly given: string;
}

/** A work that lessons cite. */
export interface Work {
  /** First author and year, such as `vaswani2017`: its anchor, and its key in BibTeX. */
  readonly id: string;
  readonly kind: 'article' | 'inproceedings' | 'techreport' | 'misc';
  /** Everybody, in the order of the work. */
  readonly authors: readonly Author[];
  readonly year: number;
  readonly title: string;
  /** Where it appeared, as a list shows it: `NeurIPS`, `Neural Computation 1 (2)`. */
  readonly venue?: string;
  /** The fields of BibTeX that say where: `booktitle`, `journal`, `volume`, `number`, `institution`. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly url?: string;
  /** What differs where it has a Chinese edition. */
  readonly zh?: {
    readonly authors: readonly Author[];
    readonly title: string;
    readonly url: string;
  };
}

/** Authors from `Family, Given; Family, Given`; a name without a comma stands alone. */
export function authorsOf(list: string): Author[] {
  return list.split('; ').map((name) => {
    const [family = '', given = ''] = name.split(', ');
    return { family, given };
  });
}

/** Example: 'Gomez, A. N.', 'Chang, M.-W.', 'nostalgebraist' */
export function shortName({ family, given }: Author): string {
  const initials = given
    .split(' ')
    .filter((name) => name !== '')
    .map((name) => (/^\p{L}{2,}-\p{Lu}/u.test(name) ? hyphened(name) : `${name.charAt(0)}.`));
  return initials.length > 0 ? `${family}, ${initials.join(' ')}` : family;
}

const hyphened = (name: string) =>
  name
    .split('-')
    .map((part) => `${part.charAt(0)}.`)
    .join('-');

/** All authors in one line; of more than six only the first, with “et al.” */
export function authorLine(authors: readonly Author[]): string {
  const names = authors.map(shortName);
  if (names.length > 6) return `${names[0] ?? ''} et al.`;
  if (names.length < 2) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** The work as a reader of a language finds it. */
export function inLanguage(work: Work, lang: Lang): Work {
  return lang === 'zh' && work.zh ? { ...work, ...work.zh } : work;
}
