/** The path of an SVG in fewer letters: numbers no finer than can be seen, each place from the one before it. */

/** How many numbers a command takes. Arcs are left alone: their flags may stand without spaces. */
const TAKES: Readonly<Record<string, number>> = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2 };
const COMMAND = /([a-z])([^a-z]*)/gi;
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)/g;

interface Step {
  /** Lower case; 'z' closes. */
  readonly command: string;
  /** Absolute, in units of the last decimal; of `h` and `v` the one coordinate. */
  readonly to: readonly number[];
}

/**
 * The same path, rounded to `decimals`, with relative commands; as it was where that is longer or where it has
 * something that is not known here. Places are rounded, not distances, so that errors do not add up.
 * Example: shortPath('M10.04 20L10.04 30.01L12 30', 1) → 'm10 20v10h2'
 */
export function shortPath(path: string, decimals: number): string {
  const steps = parse(path, 10 ** decimals);
  if (steps === null) return path;
  const short = written(steps, 10 ** decimals);
  return short.length <= path.length ? short : path;
}

/** The steps of a path; null if there are commands that are not known here. */
function parse(path: string, unit: number): Step[] | null {
  const steps: Step[] = [];
  let at: readonly [number, number] = [0, 0];
  let start = at;
  const round = (x: number): number => Math.round(x * unit);
  for (const [, letter = '', rest = ''] of path.matchAll(COMMAND)) {
    const command = letter.toLowerCase();
    const [fromX, fromY] = letter === command ? at : [0, 0];
    const numbers = (rest.match(NUMBER) ?? []).map(Number);
    if (command === 'z') {
      steps.push({ command, to: [] });
      at = start;
      continue;
    }
    const takes = TAKES[command];
    if (takes === undefined || numbers.length === 0 || numbers.length % takes !== 0) return null;
    let [x, y] = [fromX, fromY];
    for (let i = 0; i < numbers.length; i += takes) {
      const own = numbers.slice(i, i + takes);
      const to = own.map((n, k) => n + (command === 'v' || k % 2 === 1 ? y : x));
      if (command === 'h') at = [to[0] ?? 0, at[1]];
      else if (command === 'v') at = [at[0], to[0] ?? 0];
      else at = [to.at(-2) ?? 0, to.at(-1) ?? 0];
      // Pairs after the first of a move are lines.
      steps.push({ command: command === 'm' && i > 0 ? 'l' : command, to: to.map(round) });
      if (command === 'm' && i === 0) start = at;
      if (letter === command) [x, y] = at;
    }
  }
  return steps;
}

function written(steps: readonly Step[], unit: number): string {
  const out: string[] = [];
  let last = '';
  let [x, y] = [0, 0];
  let start: readonly [number, number] = [0, 0];
  for (const { command, to } of steps) {
    if (command === 'z') {
      out.push('z');
      [last, [x, y]] = ['z', start];
      continue;
    }
    const by = to.map((n, i) => n - (command === 'v' || i % 2 === 1 ? y : x));
    if (command === 'h') x = to[0] ?? 0;
    else if (command === 'v') y = to[0] ?? 0;
    else [x, y] = [to.at(-2) ?? 0, to.at(-1) ?? 0];
    if (command === 'm') start = [x, y];
    // A line that goes straight has one number.
    const isFlat = command === 'l' && by[1] === 0;
    const isUpright = command === 'l' && by[0] === 0 && !isFlat;
    const name = isFlat ? 'h' : isUpright ? 'v' : command;
    const goesOn = name !== 'm' && (name === last || (name === 'l' && last === 'm'));
    if (!goesOn) out.push(name);
    const numbers = isFlat ? by.slice(0, 1) : isUpright ? by.slice(1) : by;
    for (const n of numbers) out.push(apart(out.at(-1) ?? '', numberOf(n / unit)));
    last = name;
  }
  return out.join('');
}

const numberOf = (n: number): string => String(n).replace(/^(-?)0\./, '$1.');

/** A number with a space before it, if it needs one behind what stands there. */
function apart(before: string, number: string): string {
  const stands = number.startsWith('-') || (number.startsWith('.') && /\.\d+$/.test(before));
  return stands || /[a-z]$/i.test(before) ? number : ` ${number}`;
}
