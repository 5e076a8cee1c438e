import { htmlShapes } from './html.ts';

/** What an SVG needs to look the same away from the page's style sheets. */
const paintProperties = [
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'visibility',
  'display',
  'color',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'font-variant-numeric',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'vector-effect',
  'image-rendering',
  'mix-blend-mode',
  'stop-color',
  'stop-opacity',
] as const;

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Reads one resolved style property of an element; `getComputedStyle` in a browser. */
export type StyleOf = (element: Element, property: string) => string;

export interface PictureText {
  readonly title: string;
  readonly description: string;
}

/**
 * Copies an SVG with every computed style written into it. Styles that equal the parent's inherited
 * value are left out; scripts and event handlers do not come along.
 */
export function inlineStyles(source: Element, styleOf: StyleOf): Element {
  const copy = source.cloneNode(true) as Element;
  paint(source, copy, new Map(), styleOf);
  return copy;
}

/** The properties that a child takes from its parent; the others start anew on every element. */
const notInherited = new Set<string>([
  'opacity',
  'display',
  'dominant-baseline',
  'vector-effect',
  'mix-blend-mode',
  'stop-color',
  'stop-opacity',
]);
const neutral: Readonly<Record<string, string>> = {
  opacity: '1',
  display: 'inline',
  'dominant-baseline': 'auto',
  'vector-effect': 'none',
  'mix-blend-mode': 'normal',
  'stop-color': 'rgb(0, 0, 0)',
  'stop-opacity': '1',
};

function paint(
  source: Element,
  copy: Element,
  inherited: ReadonlyMap<string, string>,
  styleOf: StyleOf,
): void {
  const here = new Map(inherited);
  const declarations: string[] = [];
  for (const property of paintProperties) {
    const value = styleOf(source, property);
    const before = notInherited.has(property) ? neutral[property] : inherited.get(property);
    if (value !== '' && value !== before) declarations.push(`${property}:${value}`);
    here.set(property, value);
  }
  copy.removeAttribute('class');
  for (const name of copy.getAttributeNames()) {
    if (name.startsWith('on') || name.startsWith('data-')) copy.removeAttribute(name);
  }
  if (declarations.length > 0) copy.setAttribute('style', declarations.join(';'));
  else copy.removeAttribute('style');

  const copies = [...copy.children];
  [...source.children].forEach((child, i) => {
    const twin = copies[i];
    if (!twin) return;
    if (/^(script|style)$/i.test(child.tagName)) twin.remove();
    else paint(child, twin, here, styleOf);
  });
}

/**
 * One SVG of all that a picture shows: its canvases (as images), its SVGs and, where its HTML has boxes
 * or text, these, each where it stands. Returns null when nothing is drawn. Needs a browser: it measures.
 */
export function composePicture(picture: Element): SVGElement | null {
  const drawn = [...picture.querySelectorAll('canvas, svg')].filter(
    (each) => !each.parentElement?.closest('svg') && isShown(each),
  );
  const shapes = htmlShapes(picture);
  if (drawn.length + shapes.length === 0) return null;
  const boxes = drawn.map((each) => each.getBoundingClientRect());
  // Around HTML the whole picture is the frame, so that lines of text are not cut.
  if (shapes.length > 0) boxes.push(picture.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.max(...boxes.map((box) => box.right)) - left;
  const height = Math.max(...boxes.map((box) => box.bottom)) - top;
  const whole = newSvg(width, height);
  const html = document.createElementNS(svgNamespace, 'g');
  html.setAttribute('transform', `translate(${-left} ${-top})`);
  html.append(...shapes);
  if (shapes.length > 0) whole.append(html);
  drawn.forEach((each, i) => {
    const box = boxes[i];
    if (!box) return;
    const part = each instanceof HTMLCanvasElement ? imageOf(each) : inlineStyles(each, computed);
    part.setAttribute('x', String(box.left - left));
    part.setAttribute('y', String(box.top - top));
    part.setAttribute('width', String(box.width));
    part.setAttribute('height', String(box.height));
    whole.append(part);
  });
  return whole;
}

/**
 * A vector picture as the text of an SVG file, on its case's ground, with title and description.
 * `width` and `height` are the size on screen in CSS pixels.
 */
export function serializeSvg(svg: Element, text: PictureText, ground: string): string {
  const whole = svg.cloneNode(true) as Element;
  const { ownerDocument } = whole;
  const title = ownerDocument.createElementNS(svgNamespace, 'title');
  title.textContent = text.title;
  const description = ownerDocument.createElementNS(svgNamespace, 'desc');
  description.textContent = text.description;
  const sheet = ownerDocument.createElementNS(svgNamespace, 'rect');
  for (const [name, value] of [
    ['width', '100%'],
    ['height', '100%'],
    ['fill', ground],
  ] as const) {
    sheet.setAttribute(name, value);
  }
  whole.prepend(title, description, sheet);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(whole)}\n`;
}

/** An SVG that a figure gives itself, styles written in, at its size on screen. */
export function standAlone(svg: SVGElement): SVGElement {
  const { width, height } = svg.getBoundingClientRect();
  const whole = newSvg(width, height);
  const part = inlineStyles(svg, computed);
  part.setAttribute('width', String(width));
  part.setAttribute('height', String(height));
  whole.append(part);
  return whole;
}

function computed(element: Element, property: string): string {
  return getComputedStyle(element).getPropertyValue(property);
}

function isShown(element: Element): boolean {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && computed(element, 'visibility') !== 'hidden';
}

function newSvg(width: number, height: number): SVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  return svg;
}

function imageOf(canvas: HTMLCanvasElement): SVGImageElement {
  const image = document.createElementNS(svgNamespace, 'image');
  image.setAttribute('href', canvas.toDataURL('image/png'));
  image.setAttribute('preserveAspectRatio', 'none');
  image.setAttribute('style', `image-rendering:${computed(canvas, 'image-rendering')}`);
  return image;
}
