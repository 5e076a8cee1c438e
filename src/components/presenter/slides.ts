/** A lesson as slides: its opening, its questions and its figures, in the order of the page. */
import type { Lang } from '#lib/i18n/languages.ts';
import { tp } from '#lib/i18n/presenterWords.ts';

export interface Slide {
  readonly kind: 'title' | 'predict' | 'figure';
  readonly title: string;
  /** The heading of the section it stands in; '' before the first. */
  readonly section: string;
  /** The question that a figure answers, or that opens the lesson. */
  readonly question: string | null;
  /** The figure whose speaker note belongs to it, e.g. `4.2`. */
  readonly number: string | null;
  /** What is shown. Looked up anew each time, for a figure's elements may be replaced. */
  readonly find: () => readonly HTMLElement[];
}

/** The slides of a lesson's article. */
export function slidesOf(article: HTMLElement, lang: Lang): readonly Slide[] {
  const opening = openingOf(article);
  const places = [
    ...article.querySelectorAll<HTMLElement>('h2, vitrine-predict, .figure-frame'),
  ].filter((place) => isSlide(place) || place.parentElement === article);
  const slides: Slide[] = [opening];
  let section = '';
  let question: string | null = null;
  for (const [i, place] of places.entries()) {
    if (place.tagName === 'H2') {
      section = text(place);
      question = null;
    } else if (place.tagName === 'VITRINE-PREDICT') {
      question = text(place.querySelector('.question'));
      slides.push({
        kind: 'predict',
        title: question,
        section: section === '' ? tp(lang, 'presenter.predict') : section,
        question: null,
        number: numberNear(places, i),
        find: () => [place],
      });
    } else {
      const { id } = place;
      slides.push({
        kind: 'figure',
        title: titleOf(place),
        section,
        question,
        number: numberOf(place),
        find: () => {
          const frame = document.getElementById(id) ?? place;
          const island = frame.closest<HTMLElement>('astro-island');
          return [island && frames(island).length === 1 ? island : frame];
        },
      });
      question = null;
    }
  }
  return slides;
}

/** Everything before the first section, without the list of contents. */
function openingOf(article: HTMLElement): Slide {
  const head = article.querySelector<HTMLElement>('.page-head');
  const before: HTMLElement[] = [];
  for (const child of article.children) {
    if (child.matches('h2, vitrine-predict, astro-island, .figure-frame')) break;
    if (child instanceof HTMLElement && child.matches('p, blockquote')) before.push(child);
  }
  const asked = before.flatMap((each) => [...each.querySelectorAll('strong')]).at(-1);
  return {
    kind: 'title',
    title: text(article.querySelector('h1')),
    section: '',
    question: asked ? text(asked) : null,
    number: null,
    find: () => (head ? [head, ...before] : before),
  };
}

const frames = (within: Element) => within.querySelectorAll('.figure-frame');
const isSlide = (place: Element) =>
  place.matches('vitrine-predict') ||
  (place.matches('.figure-frame') &&
    numberOf(place) !== null &&
    !place.parentElement?.closest('.figure-frame'));
const text = (element: Element | null) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Example: 4.2, of a figure in a lesson; null for what has no number. */
function numberOf(frame: Element): string | null {
  return /\d+\.\d+/.exec(text(frame.querySelector('.figure-number')))?.[0] ?? null;
}

function titleOf(frame: HTMLElement): string {
  const title = frame.querySelector('.figure-title')?.cloneNode(true);
  if (!(title instanceof HTMLElement)) return '';
  for (const extra of title.querySelectorAll('.figure-number, .anchor')) extra.remove();
  return text(title);
}

/** The number of the figure that a question leads to: the next of its section, else the last. */
function numberNear(places: readonly HTMLElement[], at: number): string | null {
  const sectionEnd = (i: number) => places[i]?.tagName === 'H2';
  for (let i = at + 1; i < places.length && !sectionEnd(i); i++) {
    const number = places[i]?.matches('.figure-frame') ? numberOf(places[i] as HTMLElement) : null;
    if (number !== null) return number;
  }
  for (let i = at - 1; i >= 0 && !sectionEnd(i); i--) {
    const number = places[i]?.matches('.figure-frame') ? numberOf(places[i] as HTMLElement) : null;
    if (number !== null) return number;
  }
  return null;
}
