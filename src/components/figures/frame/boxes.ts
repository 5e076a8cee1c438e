/** The box of an HTML element as SVG: its ground, and its borders. */
import { gradientGround } from './gradient.ts';
import { isClear, shape } from './shape.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;

/** The shapes of a box with a style, ground first; none where it is clear and has no border. */
export function boxShapes(box: Box, style: CSSStyleDeclaration, opacity: number): SVGElement[] {
  const widths = SIDES.map((side) =>
    style[`border${side}Style`] === 'none' || isClear(style[`border${side}Color`])
      ? 0
      : parseFloat(style[`border${side}Width`]) || 0,
  );
  const [top = 0] = widths;
  const even = top > 0 && widths.every((width) => width === top) && sameColours(style) ? top : 0;
  const ground = isClear(style.backgroundColor) ? 'none' : style.backgroundColor;
  const rx = Math.min(parseFloat(style.borderTopLeftRadius) || 0, box.height / 2, box.width / 2);
  const round = style.borderTopLeftRadius.endsWith('%') ? Math.min(box.width, box.height) / 2 : rx;
  const sheet = {
    x: box.x + even / 2,
    y: box.y + even / 2,
    width: Math.max(box.width - even, 0),
    height: Math.max(box.height - even, 0),
    ...(round > 0 ? { rx: round } : {}),
    opacity,
  };
  const shapes: SVGElement[] = [];
  const dashes = style.borderTopStyle === 'dashed' ? '3 2' : '';
  const edge =
    even > 0
      ? { stroke: style.borderTopColor, 'stroke-width': even, 'stroke-dasharray': dashes }
      : {};
  const image = gradientGround(sheet, style.backgroundImage);
  // A gradient lies between ground and edge; without one a single shape is both.
  if (image.length > 0 && ground !== 'none') shapes.push(shape('rect', { ...sheet, fill: ground }));
  shapes.push(...image);
  const fill = image.length > 0 ? 'none' : ground;
  if (fill !== 'none' || even > 0) shapes.push(shape('rect', { ...sheet, fill, ...edge }));
  if (even === 0) shapes.push(...sideShapes(box, style, widths, opacity));
  return [...shapes, ...outlineShapes(box, style, round, opacity)];
}

/** The line around a box, which marks what is chosen. */
function outlineShapes(
  { x, y, width, height }: Box,
  style: CSSStyleDeclaration,
  round: number,
  opacity: number,
): SVGElement[] {
  const line = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth) || 0;
  if (line === 0 || isClear(style.outlineColor)) return [];
  const out = (parseFloat(style.outlineOffset) || 0) + line / 2;
  const place = { x: x - out, y: y - out, width: width + 2 * out, height: height + 2 * out };
  const dashes = style.outlineStyle === 'dashed' ? '3 2' : '';
  const edge = { stroke: style.outlineColor, 'stroke-width': line, 'stroke-dasharray': dashes };
  return [
    shape('rect', { ...place, rx: Math.max(round + out, 0), fill: 'none', ...edge, opacity }),
  ];
}

function sameColours(style: CSSStyleDeclaration): boolean {
  return SIDES.every((side) => style[`border${side}Color`] === style.borderTopColor);
}

/** Borders that differ from side to side: a bar for each. */
function sideShapes(
  { x, y, width, height }: Box,
  style: CSSStyleDeclaration,
  [top = 0, right = 0, bottom = 0, left = 0]: readonly number[],
  opacity: number,
): SVGElement[] {
  const bars = [
    { x, y, width, height: top, fill: style.borderTopColor },
    { x: x + width - right, y, width: right, height, fill: style.borderRightColor },
    { x, y: y + height - bottom, width, height: bottom, fill: style.borderBottomColor },
    { x, y, width: left, height, fill: style.borderLeftColor },
  ];
  return bars
    .filter((bar) => bar.width > 0 && bar.height > 0)
    .map((bar) => shape('rect', { ...bar, opacity }));
}
