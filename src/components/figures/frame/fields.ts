/** The fields of a form as SVG: what stands in them. Their boxes are drawn like any other. */
import type { Box } from './boxes.ts';
import { lettering, shape } from './shape.ts';

/** The content of a field; nothing for one that shows none. */
export function fieldShapes(
  field: Element,
  box: Box,
  style: CSSStyleDeclaration,
  opacity: number,
): SVGElement[] {
  const { x, y, width, height } = box;
  const middle = y + height / 2;
  const accent = /^rgb|^#|^color/.test(style.accentColor) ? style.accentColor : style.color;
  if (field instanceof HTMLProgressElement) {
    const part = field.position < 0 ? 0 : field.position;
    return [shape('rect', { x, y, width: width * part, height, fill: accent, opacity })];
  }
  const kind = field instanceof HTMLInputElement ? field.type : 'text';
  if (kind === 'checkbox' || kind === 'radio') {
    const on = (field as HTMLInputElement).checked;
    const rx = kind === 'radio' ? width / 2 : 2;
    const ground = { x, y, width, height, rx, opacity };
    const line = { fill: on ? accent : 'none', stroke: accent, 'stroke-width': 1 };
    return [shape('rect', { ...ground, ...line })];
  }
  if (kind === 'range') {
    const { value, min, max } = field as HTMLInputElement;
    const [least, most] = [Number(min || 0), Number(max || 100)];
    const at = x + 8 + ((width - 16) * (Number(value) - least)) / Math.max(most - least, 1e-9);
    return [
      shape('rect', { x, y: middle - 2, width, height: 4, rx: 2, fill: accent, opacity: 0.35 }),
      shape('circle', { cx: at, cy: middle, r: 7, fill: accent, opacity }),
    ];
  }
  const left = x + (parseFloat(style.paddingLeft) || 0) + 1;
  const set = { font: style, fill: style.color, opacity };
  const line = { x: left, y: middle, 'dominant-baseline': 'central' };
  return [lettering(valueOf(field), set, line)];
}

function valueOf(field: Element): string {
  if (field instanceof HTMLSelectElement) return field.selectedOptions[0]?.textContent.trim() ?? '';
  if (field instanceof HTMLTextAreaElement) return field.value.split('\n')[0] ?? '';
  return field instanceof HTMLInputElement ? field.value : '';
}
