/**
 * The pictures that the server draws, in fewer bytes: a first visit waits for all of them. What cannot be seen goes:
 * the digits of numbers that are finer than a pixel. When a figure becomes live, its script draws it anew.
 */
import { replaceAttribute, rewriteTags } from '../policy/html.ts';
import { shortPath } from './paths.ts';

const DRAWN = new Set([
  ...['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'text', 'tspan', 'use'],
]);
const LENGTHS = new Set([
  ...['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'dx', 'dy', 'width', 'height'],
  ...['opacity', 'fill-opacity', 'stroke-opacity', 'stroke-width', 'transform'],
]);
/** Pictures are shown at about this many pixels; a decimal more allows for twice as many and fine screens. */
const PIXELS = 400;

/** The page with shorter pictures. */
export function shortPictures(html: string): string {
  let decimals = 1;
  return rewriteTags(html, (tag) => {
    if (!DRAWN.has(tag.name)) return null;
    if (tag.name === 'svg') decimals = decimalsOf(tag.attributes.get('viewbox'));
    let { source } = tag;
    for (const [name, value] of tag.attributes) {
      const short = shorter(name, value, decimals);
      if (short !== value)
        source = replaceAttribute({ ...tag, source }, name, `${name}="${short}"`);
    }
    return source === tag.source ? null : source;
  });
}

/** How many decimals of a picture's units can be seen; without a `viewBox` they are pixels. */
function decimalsOf(viewBox: string | undefined): number {
  const [, , width = 0, height = 0] = (viewBox ?? '').split(/[\s,]+/).map(Number);
  const side = Math.min(width, height) || PIXELS;
  return Math.min(Math.max(Math.round(Math.log10(PIXELS / side)), 0) + 1, 5);
}

function shorter(name: string, value: string, decimals: number): string {
  if (name === 'd') return shortPath(value, decimals);
  // A factor makes small errors large.
  if (!LENGTHS.has(name) || /scale|matrix/.test(value)) return value;
  return value.replace(/\d+\.\d+/g, (number) => {
    const short = String(Number(Number(number).toFixed(decimals + 1)));
    return short.length < number.length ? short : number;
  });
}
