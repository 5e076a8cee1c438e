import type { Theme } from './colour.ts';

/**
 * Calls `draw` with the theme that an element is shown in, now and whenever it changes: by the
 * page's own switch or by the system. Returns the function that stops it. The element's computed
 * colour of `light-dark(white, black)` tells the theme, whatever set it.
 */
export function watchTheme(element: HTMLElement, draw: (theme: Theme) => void): () => void {
  const redraw = (): void => draw(themeOf(element));
  redraw();
  const observer = new MutationObserver(redraw);
  const root = element.ownerDocument.documentElement;
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  const media = matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', redraw);
  return () => {
    observer.disconnect();
    media.removeEventListener('change', redraw);
  };
}

function themeOf(element: HTMLElement): Theme {
  const scheme = getComputedStyle(element).colorScheme;
  if (scheme.includes('dark') && !scheme.includes('light')) return 'dark';
  if (!scheme.includes('dark')) return 'light';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
