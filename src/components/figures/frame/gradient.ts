/** CSS gradients that the figures use, as SVG: a ramp from left to right, and hatching. */
import type { Box } from './boxes.ts';
import { isClear, shape } from './shape.ts';

let made = 0;

/**
 * A rectangle with the gradient of a computed `background-image`, and what it refers to; nothing for an
 * image of another kind.
 */
export function gradientGround(box: Box, image: string): SVGElement[] {
  const [, repeating, inside] = /^(repeating-)?linear-gradient\((.*)\)$/.exec(image) ?? [];
  if (inside === undefined) return [];
  const [first = '', ...rest] = atCommas(inside);
  const turned = /^(?:-?[\d.]+(?:deg|turn)|to )/.test(first);
  const degrees = first === 'to right' ? 90 : first.endsWith('deg') ? parseFloat(first) : 180;
  const stops = (turned ? rest : [first, ...rest]).map(readStop);
  const id = `vitrine-ground-${made++}`;
  const paint = repeating ? hatching(id, degrees, stops) : ramp(id, degrees, stops, box);
  return paint ? [paint, shape('rect', { ...box, fill: `url(#${id})` })] : [];
}

interface Stop {
  readonly colour: string;
  /** As written: `40%`, `4px`, or none. */
  readonly at: readonly string[];
}

function readStop(text: string): Stop {
  const [, colour = '', places = ''] =
    /^((?:[a-z-]+\((?:[^()]|\([^()]*\))*\)|[#\w]+))\s*(.*)$/i.exec(text) ?? [];
  return { colour, at: places.split(/\s+/).filter(Boolean) };
}

function ramp(id: string, degrees: number, stops: readonly Stop[], box: Box): SVGElement {
  // CSS: 0 degrees is upwards, clockwise. Only straight ramps keep their meaning on any box.
  const across = degrees % 180 === 90;
  const [x, y] = across ? [box.x + box.width, box.y] : [box.x, box.y + box.height];
  const ends = { x1: box.x, y1: box.y, x2: x, y2: y, gradientUnits: 'userSpaceOnUse' };
  const length = across ? box.width : box.height;
  const list = stops.flatMap(({ colour, at }, i) => {
    const places = at.length > 0 ? at : [`${(100 * i) / Math.max(stops.length - 1, 1)}%`];
    return places.map((place) => {
      const offset = place.endsWith('px') ? parseFloat(place) / length : parseFloat(place) / 100;
      const clear = isClear(colour);
      return shape('stop', {
        offset: Math.min(Math.max(offset, 0), 1),
        'stop-color': clear ? '#fff' : colour,
        'stop-opacity': clear ? 0 : '',
      });
    });
  });
  return shape('linearGradient', { id, ...ends }, ...list);
}

/** Stripes: each stop with the pixels from its first to its second place. */
function hatching(id: string, degrees: number, stops: readonly Stop[]): SVGElement | null {
  const stripes = stops.map(({ colour, at }) => ({ colour, at: at.map(parseFloat) }));
  const period = Math.max(...stripes.flatMap(({ at }) => at));
  if (!(period > 0)) return null;
  const bars = stripes
    .filter(({ colour }) => !isClear(colour))
    .map(({ colour, at: [from = 0, to = period] }) =>
      shape('rect', { x: from, y: 0, width: to - from, height: period, fill: colour }),
    );
  const size = { width: period, height: period, patternUnits: 'userSpaceOnUse' };
  return shape('pattern', { id, ...size, patternTransform: `rotate(${degrees - 90})` }, ...bars);
}

/** Parts at the commas that stand in no bracket. */
function atCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const sign of text) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (sign === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += sign;
  }
  return [...parts, part.trim()];
}
