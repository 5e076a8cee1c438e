/** Remembers, in this browser alone, which sections of a lesson the reader has reached. */
import { recordPlace } from '#lib/state/progress.ts';

let watch: IntersectionObserver | null = null;

document.addEventListener('astro:page-load', () => {
  watch?.disconnect();
  const { record, sections = '' } =
    document.querySelector<HTMLElement>('[data-record]')?.dataset ?? {};
  if (record === undefined) return;
  const headings = sections.split(' ').map((slug) => document.getElementById(slug));
  recordPlace(record, 0);
  let opened = true;
  // A heading is reached when it stands in the upper two thirds of the window.
  watch = new IntersectionObserver(
    (entries) => {
      const sectionsOf = (some: IntersectionObserverEntry[]): number[] =>
        some.map(({ target }) => headings.indexOf(target as HTMLElement) + 1);
      const seen = sectionsOf(entries.filter(({ isIntersecting }) => isIntersecting));
      // A page that opens in the middle of a section has its heading above.
      const above = sectionsOf(entries.filter(({ boundingClientRect: { top } }) => top < 0));
      for (const section of opened && seen.length === 0 ? above.slice(-1) : seen)
        recordPlace(record, section);
      opened = false;
    },
    { rootMargin: '0px 0px -33% 0px' },
  );
  for (const heading of headings) if (heading) watch.observe(heading);
});
