/**
 * Shows the definition of a term: while the pointer rests on its link, when the keyboard comes to it,
 * and on the first touch. The note stays while the pointer is on it; Esc closes it, as the browser
 * does for every popover. Without scripts the link leads to the glossary.
 */

const delays = { show: 300, hide: 250 };
/** Between the note and the line of the link, and between the note and the window's edge. */
const gaps = { line: 6, edge: 12 };

let timer: ReturnType<typeof setTimeout> | undefined;

const linkAt = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLAnchorElement>('a[data-term]') : null;
const noteAt = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('.term-note') : null;
const noteOf = (link: HTMLAnchorElement) =>
  document.getElementById(`term-${link.dataset['term'] ?? ''}`);
const isOpen = (note: HTMLElement | null) => note?.matches(':popover-open') === true;

function show(link: HTMLAnchorElement): void {
  const note = noteOf(link);
  if (!note || !link.isConnected || isOpen(note)) return;
  note.showPopover();
  // A link may be broken over two lines: beside its first.
  const [line = link.getBoundingClientRect()] = link.getClientRects();
  const { width, height } = note.getBoundingClientRect();
  const right = document.documentElement.clientWidth - width - gaps.edge;
  const left = Math.max(gaps.edge, Math.min(line.left, right));
  const below = line.bottom + gaps.line;
  const above = line.top - gaps.line - height;
  const top = below + height > window.innerHeight && above > 0 ? above : below;
  note.style.left = `${String(left + window.scrollX)}px`;
  note.style.top = `${String(top + window.scrollY)}px`;
}

function hideAll(): void {
  for (const note of document.querySelectorAll<HTMLElement>('.term-note:popover-open'))
    note.hidePopover();
}

function after(delay: number, act: () => void): void {
  clearTimeout(timer);
  timer = setTimeout(act, delay);
}

function pointed(event: PointerEvent): void {
  if (event.pointerType !== 'mouse') return;
  const link = linkAt(event.target);
  if (link) after(isOpen(noteOf(link)) ? 0 : delays.show, () => show(link));
  else if (noteAt(event.target)) clearTimeout(timer);
}

function left(event: PointerEvent): void {
  if (event.pointerType !== 'mouse') return;
  if (linkAt(event.target) || noteAt(event.target)) after(delays.hide, hideAll);
}

function focused(event: FocusEvent): void {
  const link = linkAt(event.target);
  // Later, for a note that closes may be moving the focus.
  if (link?.matches(':focus-visible')) after(0, () => show(link));
  else if (!noteAt(event.target)) hideAll();
}

function pressed(event: MouseEvent): void {
  const link = linkAt(event.target);
  const touched = event instanceof PointerEvent && event.pointerType === 'touch';
  if (!link || !touched || !noteOf(link)) return;
  // The note itself has the link to the glossary.
  event.preventDefault();
  event.stopPropagation();
  show(link);
}

/** Listens on the document, which outlives the pages. Call once. */
export function listenForTerms(): void {
  if (!('popover' in HTMLElement.prototype)) return;
  document.addEventListener('pointerover', pointed);
  document.addEventListener('pointerout', left);
  document.addEventListener('focusin', focused);
  // Before the router of the pages takes the press for a visit.
  document.addEventListener('click', pressed, true);
}
