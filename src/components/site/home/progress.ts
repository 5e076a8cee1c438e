/**
 * Shows on the home page what this reader has done: marks of the sections that were reached, exercises
 * solved, and the way back to where they were. Every place is drawn by the server, so nothing moves.
 */
import type { Progress } from '#lib/progress/index.ts';
import { clearProgress, readProgress, watchProgress } from '#lib/state/progress.ts';

/** Fills the holes of a sentence that the server wrote into the page. */
const fill = (sentence: string | undefined, vars: Readonly<Record<string, string>>): string =>
  (sentence ?? '').replace(/\{(\w+)\}/g, (hole, name: string) => vars[name] ?? hole);

function show(progress: Progress): void {
  for (const row of document.querySelectorAll<HTMLElement>('[data-lesson]')) {
    const done = progress.lessons.get(row.dataset['lesson'] ?? '');
    row.toggleAttribute('data-opened', done !== undefined);
    const ticks = [...row.querySelectorAll<HTMLElement>('[data-section]')];
    for (const tick of ticks)
      tick.toggleAttribute(
        'data-reached',
        done?.sections.includes(Number(tick.dataset['section'])) ?? false,
      );
    const said = row.querySelector<HTMLElement>('[data-done]');
    if (said === null) continue;
    const reached = ticks.filter((tick) => tick.hasAttribute('data-reached')).length;
    const solved = done?.exercises.length ?? 0;
    const { none, sections, exercises } = said.dataset;
    said.textContent =
      done === undefined
        ? (none ?? '')
        : [
            fill(sections, { n: String(reached), all: String(ticks.length) }),
            ...(solved > 0 ? [fill(exercises, { n: String(solved) })] : []),
          ].join(' · ');
  }
  showLast(progress);
  for (const clear of document.querySelectorAll<HTMLElement>('[data-clear-progress]'))
    clear.toggleAttribute('data-off', progress.lessons.size === 0);
}

/** The button that begins the course becomes the one that goes on with it. */
function showLast({ last }: Progress): void {
  const row =
    last && document.querySelector<HTMLElement>(`[data-lesson="${CSS.escape(last.lesson)}"]`);
  const page = row?.querySelector<HTMLAnchorElement>('a[href]');
  const tick = row?.querySelector<HTMLElement>(`[data-section="${String(last?.section)}"]`);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-go]')) {
    const going = page !== null && page !== undefined;
    const { start = link.getAttribute('href') ?? '', inLesson, inSection } = link.dataset;
    link.dataset['start'] = start;
    link.href = going ? `${page.pathname}${tick ? `#${tick.dataset['slug'] ?? ''}` : ''}` : start;
    link.toggleAttribute('data-going', going);
    const label = link.querySelector('[data-go-on]');
    if (label && going)
      label.textContent = fill(tick ? inSection : inLesson, {
        n: row?.dataset['order'] ?? '',
        m: String(last?.section),
      });
  }
}

let stop: (() => void) | null = null;
document.addEventListener('astro:page-load', () => {
  stop?.();
  stop = null;
  if (document.querySelector('[data-lesson]') === null) return;
  const draw = (): void => {
    show(readProgress());
  };
  draw();
  stop = watchProgress(draw);
});

document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-clear-progress]')) clearProgress();
});
