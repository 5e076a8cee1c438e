/** What a style sheet puts before or after an element's own content, as SVG. */
import { boxShapes, type Box } from './boxes.ts';
import { lettering } from './shape.ts';

/**
 * The shapes of `::before` or `::after`. The page cannot be asked where they stand: those that are placed
 * say it themselves, the others are at the element's beginning or end.
 */
export function pseudoShapes(
  element: Element,
  box: Box,
  which: '::before' | '::after',
  opacity: number,
): SVGElement[] {
  const style = getComputedStyle(element, which);
  const [, text] = /^"(.*)"$/.exec(style.content) ?? [];
  if (text === undefined || style.display === 'none') return [];
  const own = getComputedStyle(element);
  const px = (value: string): number => parseFloat(value) || 0;
  const width = px(style.width) + px(style.borderLeftWidth) + px(style.borderRightWidth);
  const height = px(style.height) + px(style.borderTopWidth) + px(style.borderBottomWidth);
  const before = which === '::before';
  const start = box.x + px(own.paddingLeft) + px(own.borderLeftWidth);
  const end = box.x + box.width - px(own.paddingRight) - px(own.borderRightWidth);
  const middle = box.y + box.height / 2;
  if (text !== '') {
    const at = { x: before ? start : end, y: middle, 'dominant-baseline': 'central' };
    const set = { font: style, fill: style.color, opacity: opacity * Number(style.opacity) };
    return [lettering(text, set, { ...at, 'text-anchor': before ? 'start' : 'end' })];
  }
  const placed = style.position === 'absolute';
  const x = placed
    ? box.x + px(own.borderLeftWidth) + px(style.left)
    : before
      ? start
      : end - width;
  const y = placed ? box.y + px(own.borderTopWidth) + px(style.top) : middle - height / 2;
  return boxShapes({ x, y, width, height }, style, opacity * Number(style.opacity));
}
