/** What the figures of this folder say of what they show. */
import { untrack } from 'svelte';
import { visibleText } from '#components/charts/spaces.ts';
import type { SnippetFacts } from '#lib/causal/index.ts';
import type { Lang } from '#lib/i18n/languages.ts';
import { t } from '#lib/i18n/translate.ts';
import { text, type Schema } from '#lib/link/index.ts';
import type { Asked, Question, Where } from '#lib/state/causal-question.ts';
import { pageLink } from '#lib/state/remember.svelte.ts';
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

/** What a figure's link needs to know of the page's text. */
export interface SharedText<S> {
  /** What the page has put into the figure's state; nothing until it has. */
  readonly given: () => Partial<S>;
  /** Call it when a link has asked the figure something: the page's text of the same link leaves that. */
  readonly hold: () => void;
}

/**
 * Calls `take` with the text that the page's tools share whenever it changes; it gives the state that the
 * figure has then, or null where it leaves the text.
 */
export function onSharedText<S>(
  text: () => string | undefined,
  take: (text: string) => Partial<S> | null,
): SharedText<S> {
  let given: Partial<S> = {};
  let held: string | null = null;
  $effect(() => {
    const shared = text();
    untrack(() => {
      if (shared === undefined || shared === '' || shared === held) return;
      held = null;
      given = take(shared) ?? given;
    });
  });
  return {
    given: () => given,
    hold() {
      held = pageLink().ofPage('p');
    },
  };
}

/**
 * The text that the page's tools share becomes the question's when it changes; the words are then the
 * model's. A figure that is live already and quick (`ask`) follows at once.
 */
export function sharedText(
  text: () => string | undefined,
  desk: { question: Question; readonly shown: Where },
  ask?: (question: Question) => void,
): SharedText<Question> {
  return onSharedText(text, (shared) => {
    if (shared === desk.question.text) return null;
    const question = { text: shared, a: '', b: '' };
    if (ask && desk.shown.live !== null) ask(question);
    else desk.question = question;
    return question;
  });
}

/** What the tools that ask a question have in a link of it. */
export const questionLink: Schema<Question> = {
  text: text('p'),
  a: text('a', 200),
  b: text('b', 200),
};

/** Whether a link asks something else than is asked already. */
export const asksOther = <Q extends Question>(question: Q, state: Partial<Q>): boolean =>
  JSON.stringify({ ...question, ...state }) !== JSON.stringify(question);
