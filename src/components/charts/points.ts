/** Dots in a plane: where they are on screen, which is near, which lies in a direction. */

export interface View {
  /** 1 shows all. */
  readonly zoom: number;
  /** What is in the middle of the picture, in parts of the whole: 0.5, 0.5 at first. */
  readonly x: number;
  readonly y: number;
}

export const WHOLE: View = { zoom: 1, x: 0.5, y: 0.5 };
export const MOST_ZOOM = 60;

/** Dots as parts of the whole picture, x to the right and y down, [N × 2], with a margin around. */
export function placed(points: ArrayLike<number>, margin = 0.04): Float32Array {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (let i = 0; i < points.length; i++) {
    low[i % 2] = Math.min(low[i % 2] ?? 0, points[i] ?? 0);
    high[i % 2] = Math.max(high[i % 2] ?? 0, points[i] ?? 0);
  }
  const dots = new Float32Array(points.length);
  for (let i = 0; i < dots.length; i++) {
    const [from, to] = [low[i % 2] ?? 0, high[i % 2] ?? 0];
    const part = to > from ? ((points[i] ?? 0) - from) / (to - from) : 0.5;
    dots[i] = margin + (1 - 2 * margin) * (i % 2 === 0 ? part : 1 - part);
  }
  return dots;
}

/** Part of the whole → pixel, in a picture of `size` pixels. */
export const toPixel = (part: number, middle: number, zoom: number, size: number): number =>
  ((part - middle) * zoom + 0.5) * size;

/** Pixel → part of the whole. */
export const toPart = (pixel: number, middle: number, zoom: number, size: number): number =>
  (pixel / size - 0.5) / zoom + middle;

export interface NamedDot {
  readonly i: number;
  readonly text: string;
}

/** Where dots are on screen, in pixels. */
export interface Screen {
  readonly px: (i: number) => number;
  readonly py: (i: number) => number;
  readonly inside: (i: number) => boolean;
}

export function screenOf(dots: Float32Array, view: View, width: number, height: number): Screen {
  // Read once: these are called for every dot.
  const { zoom, x, y } = view;
  const px = (i: number): number => toPixel(dots[2 * i] ?? 0, x, zoom, width);
  const py = (i: number): number => toPixel(dots[2 * i + 1] ?? 0, y, zoom, height);
  const inside = (i: number): boolean => {
    const [left, top] = [px(i), py(i)];
    return left >= 0 && left <= width && top >= 0 && top <= height;
  };
  return { px, py, inside };
}

/** Zooms by a factor with a place (in parts of the picture on screen) held still. */
export function zoomed(view: View, factor: number, atX = 0.5, atY = 0.5): View {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, view.zoom * factor));
  const still = (middle: number, at: number): number =>
    middle + (at - 0.5) / view.zoom - (at - 0.5) / zoom;
  return held({ zoom, x: still(view.x, atX), y: still(view.y, atY) });
}

/** Keeps the picture inside the whole. */
export function held({ zoom, x, y }: View): View {
  const half = 0.5 / zoom;
  const inside = (at: number): number => Math.min(1 - half, Math.max(half, at));
  return { zoom, x: inside(x), y: inside(y) };
}

/** The dot nearest to a place, both in parts; null when none is within `reach`. */
export function nearestDot(
  dots: Float32Array,
  x: number,
  y: number,
  reach: number,
  aspect = 1,
): number | null {
  let best: number | null = null;
  let least = reach ** 2;
  for (let i = 0; i < dots.length / 2; i++) {
    const far = squared(dots, i, x, y, aspect);
    if (far <= least) [best, least] = [i, far];
  }
  return best;
}

/** The k dots nearest to a dot, itself left out. */
export function nearestDots(dots: Float32Array, from: number, k: number): number[] {
  const [x, y] = [dots[2 * from] ?? 0, dots[2 * from + 1] ?? 0];
  const near: { readonly i: number; readonly far: number }[] = [];
  for (let i = 0; i < dots.length / 2; i++) {
    const far = squared(dots, i, x, y, 1);
    if (i === from || (near.length === k && far >= (near[k - 1]?.far ?? Infinity))) continue;
    const after = near.findIndex((other) => other.far > far);
    near.splice(after === -1 ? near.length : after, 0, { i, far });
    if (near.length > k) near.pop();
  }
  return near.map(({ i }) => i);
}

/** The next dot from `from` in one of four directions: the nearest within 45° of it. */
export function dotTowards(
  dots: Float32Array,
  from: number,
  dx: number,
  dy: number,
): number | null {
  const [x, y] = [dots[2 * from] ?? 0, dots[2 * from + 1] ?? 0];
  let best: number | null = null;
  let least = Infinity;
  for (let i = 0; i < dots.length / 2; i++) {
    const [ex, ey] = [(dots[2 * i] ?? 0) - x, (dots[2 * i + 1] ?? 0) - y];
    const along = ex * dx + ey * dy;
    const across = Math.abs(ex * dy - ey * dx);
    const far = ex * ex + ey * ey;
    if (along > 0 && across <= along && far < least && far > 0) [best, least] = [i, far];
  }
  return best;
}

function squared(dots: Float32Array, i: number, x: number, y: number, aspect: number): number {
  return ((dots[2 * i] ?? 0) - x) ** 2 * aspect ** 2 + ((dots[2 * i + 1] ?? 0) - y) ** 2;
}
