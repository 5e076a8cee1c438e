/** Holds the texts that a link for a class fixes: they can be read and copied, not changed. */
import type { Lang } from '#lib/i18n/languages.ts';
import { tp } from '#lib/i18n/presenterWords.ts';

/** Where readers type texts of their own: such fields take the direction of what is in them. Answers are no prompts. */
const TEXTS = ':is(textarea, input)[dir="auto"]:not(.exercise *)';

let listening = false;

/** From now on, wherever `<html data-lock="prompt">` stands. */
export function holdPrompts(lang: Lang): void {
  const hold = (field: Element) => {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    field.readOnly = true;
    field.title = tp(lang, 'classLink.locked');
  };
  for (const field of document.querySelectorAll(TEXTS)) hold(field);
  if (listening) return;
  listening = true;
  const locked = (target: EventTarget | null): Element | null =>
    target instanceof Element && document.documentElement.dataset['lock'] !== undefined
      ? target.closest(TEXTS)
      : null;
  // Figures come to life, and are drawn anew, later than this.
  document.addEventListener('focusin', ({ target }) => {
    const field = locked(target);
    if (field) hold(field);
  });
  document.addEventListener(
    'beforeinput',
    (event) => {
      if (locked(event.target)) event.preventDefault();
    },
    true,
  );
}
