/** A term as the site uses it, in both languages. */
export interface Term {
  /** Its anchor on the glossary page: lower case, words joined by hyphens. */
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly defEn: string;
  readonly defZh: string;
  /** Chinese renderings seen elsewhere that these pages do not use; a test looks for them. */
  readonly notZh?: readonly string[];
  /** Other words by which a lesson names it: short forms, inflections beyond a plural with s. */
  readonly forms?: { readonly en?: readonly string[]; readonly zh?: readonly string[] };
  /** An everyday word, too: a lesson says by a link where it means the term. */
  readonly common?: boolean;
}
