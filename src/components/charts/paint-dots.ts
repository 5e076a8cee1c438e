import type { Theme } from './colour.ts';
import type { Screen } from './points.ts';

/** What a map of dots draws on its canvas. */
export interface Dots {
  readonly screen: Screen;
  /** For each dot an index into `colours`. */
  readonly groups: Uint8Array;
  /** CSS colours, custom properties among them. */
  readonly colours: readonly string[];
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  readonly theme: Theme;
}

/** Draws all dots that are in sight, group by group, on a canvas that it sizes. */
export function paintDots(canvas: HTMLCanvasElement, dots: Dots): boolean {
  const context = canvas.getContext('2d');
  if (!context) return false;
  const { screen, groups, colours, width, height, zoom, theme } = dots;
  const ratio = Math.min(devicePixelRatio, 2);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const style = getComputedStyle(canvas);
  const size = ratio * Math.min(6, 1.8 + Math.log2(zoom));
  context.globalAlpha = 0.75;
  for (const [group, colour] of colours.entries()) {
    context.fillStyle = resolve(style, colour, theme);
    for (let i = 0; i < groups.length; i++) {
      if (groups[i] !== group) continue;
      const x = screen.px(i);
      const y = screen.py(i);
      if (x < -5 || y < -5 || x > width + 5 || y > height + 5) continue;
      context.fillRect(x * ratio - size / 2, y * ratio - size / 2, size, size);
    }
  }
  return true;
}

/** A canvas knows neither custom properties nor light-dark(a, b). */
function resolve(style: CSSStyleDeclaration, colour: string, theme: Theme): string {
  const name = /^var\((--[\w-]+)\)$/.exec(colour)?.[1];
  const value = name === undefined ? colour : style.getPropertyValue(name).trim();
  const pair = /^light-dark\(([^,]+),([^)]+)\)$/.exec(value);
  return pair ? ((theme === 'dark' ? pair[2] : pair[1]) ?? value).trim() : value;
}
