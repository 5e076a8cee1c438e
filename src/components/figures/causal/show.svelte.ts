/** What the figures of this folder say of what they show. */
import { untrack } from 'svelte';
import { visibleText } from '#components/charts/spaces.ts';
import type { SnippetFacts } from '#lib/causal/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import type { Asked, Question, Where } from '#lib/state/causal-question.ts';
import type { Provenance } from '../frame/figure.ts';

/** A token in a sentence, with its space to be seen. Example: ' she' → '“·she”' */
export const tokenName = (text: string): string => `“${visibleText(text)}”`;

/** Where what is shown was computed. */
export const provenanceOf = (lang: Lang, { live }: Where, command: string): Provenance =>
  live ?? { kind: 'stored', model: t(lang, 'parts.size.teaching'), command };

/** What a notebook needs to compute the same. */
export const factsOf = ({ asked, name }: Where & { readonly asked: Asked }): SnippetFacts => ({
  ...{ ids: asked.prompt.ids, a: asked.answers.a, b: asked.answers.b },
  name,
});

/**
 * The text that the page's tools share becomes the question's when it changes; the words are then the
 * model's. A figure that is live already and quick (`ask`) follows at once.
 */
export function sharedText(
  text: () => string | undefined,
  desk: { question: Question; readonly shown: Where },
  ask?: (question: Question) => void,
): void {
  $effect(() => {
    const shared = text();
    untrack(() => {
      if (shared === undefined || shared === '' || shared === desk.question.text) return;
      const question = { ...desk.question, text: shared, a: '', b: '' };
      if (ask && desk.shown.live !== null) ask(question);
      else desk.question = question;
    });
  });
}
