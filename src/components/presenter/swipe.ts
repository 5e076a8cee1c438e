/** A swipe to the left or right beside the figures, on a touch screen. */

/** A finger that travels less has not swiped. */
const FAR = 60;

/** Calls back with the way of each swipe until the returned function is called. */
export function listenForSwipes(onswipe: (way: 'next' | 'previous') => void): () => void {
  let from: { readonly x: number; readonly y: number } | null = null;
  function start(event: TouchEvent): void {
    const [touch] = event.touches;
    const own =
      event.target instanceof Element &&
      event.target.closest('.figure-frame, button, a, input, select, textarea, dialog');
    from =
      touch && event.touches.length === 1 && !own ? { x: touch.clientX, y: touch.clientY } : null;
  }
  function end(event: TouchEvent): void {
    const [touch] = event.changedTouches;
    if (!from || !touch) return;
    const [dx, dy] = [touch.clientX - from.x, touch.clientY - from.y];
    from = null;
    if (Math.abs(dx) > FAR && Math.abs(dx) > 2 * Math.abs(dy))
      onswipe(dx < 0 ? 'next' : 'previous');
  }
  document.addEventListener('touchstart', start, { passive: true });
  document.addEventListener('touchend', end, { passive: true });
  return () => {
    document.removeEventListener('touchstart', start);
    document.removeEventListener('touchend', end);
  };
}
