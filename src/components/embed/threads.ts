/** Says that a model here has one thread, where the frame is not cross-origin isolated. */
export function sayThreads(): void {
  if (window.crossOriginIsolated) return;
  for (const each of document.querySelectorAll<HTMLElement>('[data-one-thread]'))
    each.hidden = false;
}
