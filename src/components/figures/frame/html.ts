/** HTML as SVG: the boxes that can be seen (ground, border) and the lines of text, where they stand. */

const svgNamespace = 'http://www.w3.org/2000/svg';

interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The shapes of an element's HTML, in the page's coordinates; what an SVG or a canvas draws is left to
 * them, and what is scrolled out of sight is left out. Needs a browser: it measures.
 */
export function htmlShapes(root: Element): SVGElement[] {
  const shapes: SVGElement[] = [];
  visit(root, root.getBoundingClientRect(), 1);
  return shapes;

  function visit(element: Element, clip: Edges, opacity: number): void {
    if (/^(svg|canvas|script|style|textarea|select)$/i.test(element.tagName)) return;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (style.display === 'none' || (box.width <= 1 && box.height <= 1)) return;
    const clear = opacity * Number(style.opacity);
    const seen = style.visibility !== 'hidden';
    if (seen && element !== root && overlaps(box, clip)) shapes.push(...boxOf(box, style, clear));
    const inner = style.overflow === 'visible' ? clip : meet(box, clip);
    for (const child of element.childNodes) {
      if (child instanceof Element) visit(child, inner, clear);
      else if (child instanceof Text && seen) shapes.push(...linesOf(child, style, inner, clear));
    }
  }
}

function boxOf(box: DOMRect, style: CSSStyleDeclaration, opacity: number): SVGElement[] {
  const shapes: SVGElement[] = [];
  const rect = (fill: string, stroke: string, width: number, dashed: boolean): void => {
    shapes.push(
      shape('rect', {
        x: box.x + width / 2,
        y: box.y + width / 2,
        width: Math.max(box.width - width, 0),
        height: Math.max(box.height - width, 0),
        rx: parseFloat(style.borderTopLeftRadius) || 0,
        fill,
        opacity,
        ...(width > 0 ? { stroke, 'stroke-width': width } : {}),
        ...(dashed ? { 'stroke-dasharray': '3 2' } : {}),
      }),
    );
  };
  const widths = [style.borderTopWidth, style.borderRightWidth, style.borderLeftWidth].map(
    parseFloat,
  );
  const bottom = parseFloat(style.borderBottomWidth) || 0;
  const around = Math.min(...widths, bottom) || 0;
  const ground = isClear(style.backgroundColor) ? 'none' : style.backgroundColor;
  const edge = around > 0 && !isClear(style.borderTopColor);
  if (ground !== 'none' || edge) {
    const dashed = style.borderTopStyle === 'dashed';
    rect(ground, style.borderTopColor, edge ? around : 0, edge && dashed);
  }
  if (bottom > around && !isClear(style.borderBottomColor)) {
    const [x, y] = [box.x, box.bottom - bottom];
    const line = { x, y, width: box.width, height: bottom, fill: style.borderBottomColor, opacity };
    shapes.push(shape('rect', line));
  }
  return shapes;
}

/** A text node's lines: stretches of characters that stand at the same height. */
function linesOf(
  node: Text,
  style: CSSStyleDeclaration,
  clip: Edges,
  opacity: number,
): SVGElement[] {
  const lines: { text: string; left: number; right: number; top: number; bottom: number }[] = [];
  const range = node.ownerDocument.createRange();
  const clusters = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(node.data);
  for (const { segment, index } of clusters) {
    range.setStart(node, index);
    range.setEnd(node, index + segment.length);
    const box = range.getBoundingClientRect();
    if (box.width === 0 || !overlaps(box, clip)) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.top - box.top) < 2) {
      line.text += segment;
      line.left = Math.min(line.left, box.left);
      line.right = Math.max(line.right, box.right);
    } else {
      const { left, right, top, bottom } = box;
      lines.push({ text: segment, left, right, top, bottom });
    }
  }
  return lines
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, left, right, top, bottom }) => {
      const line = shape('text', {
        x: (left + right) / 2,
        y: (top + bottom) / 2,
        'text-anchor': 'middle',
        'dominant-baseline': 'central',
        fill: style.color,
        opacity,
        'font-family': style.fontFamily,
        'font-size': style.fontSize,
        'font-weight': style.fontWeight,
        style: 'white-space: pre',
      });
      line.textContent = text;
      return line;
    });
}

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(svgNamespace, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'opacity' && value === 1) continue;
    element.setAttribute(key, String(value));
  }
  return element;
}

function isClear(colour: string): boolean {
  return colour === 'transparent' || /^rgba\(.*,\s*0\)$|\/\s*0\)$/.test(colour);
}

function overlaps(box: Edges, clip: Edges): boolean {
  return (
    box.left < clip.right && box.right > clip.left && box.top < clip.bottom && box.bottom > clip.top
  );
}

function meet(a: Edges, b: Edges): Edges {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}
