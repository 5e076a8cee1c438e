/** SVG elements that stand by themselves: everything is an attribute, nothing a style. */

const svgNamespace = 'http://www.w3.org/2000/svg';

export type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element with its attributes. Opacity 1 and an empty string are left out. */
export function shape(name: string, attributes: Attributes, ...inside: Node[]): SVGElement {
  const element = document.createElementNS(svgNamespace, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) {
    if ((key === 'opacity' && value === 1) || value === '') continue;
    element.setAttribute(key, typeof value === 'number' ? String(round(value)) : value);
  }
  element.append(...inside);
  return element;
}

/** How a line of text is set. */
export interface Lettering {
  readonly font: Pick<CSSStyleDeclaration, 'fontFamily' | 'fontSize' | 'fontWeight' | 'fontStyle'>;
  readonly fill: string;
  readonly opacity?: number;
}

/** Text at a point; `more` says where the point is in it (`text-anchor`, `dominant-baseline`). */
export function lettering(
  text: string,
  { font, fill, opacity = 1 }: Lettering,
  more: Attributes,
): SVGElement {
  const line = shape('text', {
    ...more,
    fill,
    opacity,
    'font-family': font.fontFamily,
    'font-size': font.fontSize,
    'font-weight': font.fontWeight === '400' ? '' : font.fontWeight,
    'font-style': font.fontStyle === 'normal' ? '' : font.fontStyle,
  });
  // White space counts: code and tokens show theirs.
  line.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve');
  line.textContent = text;
  return line;
}

/** An SVG of a size in CSS pixels. */
export function newSvg(width: number, height: number): SVGElement {
  const size = { width, height };
  return shape('svg', { viewBox: `0 0 ${round(width)} ${round(height)}`, ...size });
}

/** A colour that cannot be seen. */
export function isClear(colour: string): boolean {
  return colour === 'transparent' || /^rgba\(.*,\s*0\)$|\/\s*0\)$/.test(colour);
}

/** Hundredths of a pixel are enough, and keep files small. */
const round = (value: number): number => Math.round(value * 100) / 100;
