/**
 * The live page as a stage: what is not on the slide is taken out of sight, and nothing is moved, so
 * that figures keep their state, their canvases and the loaded model.
 */

/** Out of sight on a screen; print knows nothing of it. */
const OFF = 'data-presenter-off';
/** On the way from the page to the slide. */
const PATH = 'data-presenter-path';
/** On the slide. */
const ON = 'data-presenter-on';

/** Shows these elements and `kept` alone. */
export function showOnly(shown: readonly Element[], kept: readonly Element[]): void {
  clearStage();
  const path = new Set<Element>();
  for (const element of shown) {
    element.setAttribute(ON, '');
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
      path.add(at);
  }
  for (const each of path) each.setAttribute(PATH, '');
  for (const parent of [document.body, ...path])
    for (const child of parent.children)
      if (!path.has(child) && !shown.includes(child) && !kept.includes(child))
        child.setAttribute(OFF, '');
}

/** Shows the whole page again. */
export function clearStage(): void {
  for (const name of [OFF, PATH, ON])
    for (const element of document.querySelectorAll(`[${name}]`)) element.removeAttribute(name);
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** How large a slide is drawn when there is room, by the width of the window in CSS pixels. */
function fullSize(width: number): number {
  return width < 720 ? 1 : Math.min(Math.max(width / 900, 1.25), 2.6);
}

/**
 * Draws the slide as large as fits without scrolling, within reason: below seven eighths of its size,
 * or less than 1.15, it rather scrolls. `own` is the speaker's factor on top. Figures draw themselves
 * anew at each size, so each is tried for a frame or two.
 */
export async function fit(
  stage: HTMLElement,
  { own, boost }: { own: number; boost: number },
  stillWanted: () => boolean,
): Promise<void> {
  const full = fullSize(innerWidth) * boost;
  const smallest = innerWidth < 720 ? 1 : Math.max(1.15, fullSize(innerWidth) * 0.8);
  stage.dataset['fitting'] = '';
  for (const part of [1, 0.94, 0.87, 0.8]) {
    const size = Math.max(full * part, Math.min(full, smallest));
    stage.style.setProperty('--presenter-zoom', (size * own).toFixed(3));
    await frame();
    await frame();
    if (!stillWanted() || stage.scrollHeight <= stage.clientHeight + 1 || size <= smallest) break;
  }
  if (stillWanted()) delete stage.dataset['fitting'];
}

/** Scrolls the slide by a third of the window, down (1) or up. */
export function scrollOn(stage: HTMLElement, way: 1 | -1): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // In a low window all of the page scrolls, not the stage.
  const scroller = stage.scrollHeight > stage.clientHeight + 1 ? stage : document.documentElement;
  scroller.scrollBy({ top: way * innerHeight * 0.35, behavior: calm ? 'auto' : 'smooth' });
}
