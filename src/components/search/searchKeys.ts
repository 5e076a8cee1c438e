/** The keys and the button that open the search; what they open is fetched then, not before. */

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input,textarea,select,[role=textbox]'))
  );
}

function wanted(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.altKey || event.repeat) return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'k' && !event.shiftKey;
  return event.key === '/' && !typing(event.target) && !document.querySelector('dialog[open]');
}

async function open(): Promise<void> {
  const { openSearch } = await import('./openSearch.ts');
  openSearch();
}

/** Listens on the document, which outlives the pages. Call once. */
export function listenForSearch(): void {
  document.addEventListener('keydown', (event) => {
    if (!wanted(event)) return;
    event.preventDefault();
    void open();
  });
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-search-open]')) void open();
  });
}
