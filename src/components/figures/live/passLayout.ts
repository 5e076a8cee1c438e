/** Where the stations of the forward pass stand. Pure geometry, in pixels of the drawing. */
import type { Gpt2Config } from '#lib/model/config.ts';
import { stagesOf, type Stage } from '#lib/state/stages.ts';

export interface Station extends Stage {
  readonly index: number;
  /** A box, or a sum on the residual stream. */
  readonly form: 'box' | 'sum';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PassLayout {
  readonly width: number;
  readonly height: number;
  /** The residual stream: one upright line. */
  readonly stream: { readonly x: number; readonly from: number; readonly to: number };
  readonly stations: readonly Station[];
  /** SVG paths of the branches off the stream and back. */
  readonly branches: readonly string[];
  readonly blocks: readonly {
    readonly layer: number;
    readonly y: number;
    readonly height: number;
  }[];
  /** Where bars of vector lengths may stand, to the right of every sum. */
  readonly bars: { readonly x: number; readonly width: number };
  /** Where the outcome is written. */
  readonly outcome: { readonly x: number; readonly y: number };
}

const BOX = 30;
const HALF = 46; // height of one branch: attention, or MLP
const BLOCK = 2 * HALF + 18;
const TOP = 84;
const RADIUS = 11;

/** Lays out a model of any depth in a drawing of this width. */
export function layoutPass(config: Pick<Gpt2Config, 'n_layer'>, width: number): PassLayout {
  const narrow = width < 520;
  const streamX = narrow ? 26 : 92;
  const [lnX, lnW] = narrow ? [50, 36] : [140, 56];
  const partX = lnX + lnW + (narrow ? 10 : 26);
  const partW = narrow ? 74 : 116;
  const barsX = partX + partW + (narrow ? 12 : 36);
  const stations: Station[] = [];
  const branches: string[] = [];
  const blocks: { layer: number; y: number; height: number }[] = [];

  const box = (stage: Stage, x: number, y: number, w: number): void => {
    const place = { x, y: y - BOX / 2, width: w, height: BOX };
    stations.push({ ...stage, index: stations.length, form: 'box', ...place });
  };
  const sum = (stage: Stage, y: number): void => {
    const place = { x: streamX - RADIUS, y: y - RADIUS, width: 2 * RADIUS, height: 2 * RADIUS };
    stations.push({ ...stage, index: stations.length, form: 'sum', ...place });
  };

  const end = TOP + config.n_layer * BLOCK + 26;
  for (const stage of stagesOf(config)) {
    const top = TOP + (stage.layer ?? 0) * BLOCK + 6;
    const first = top + HALF / 2; // attention's branch
    const second = first + HALF;
    switch (stage.kind) {
      case 'embed':
        box(stage, lnX, 24, narrow ? 66 : 84);
        break;
      case 'pos':
        box(stage, lnX + (narrow ? 76 : 100), 24, narrow ? 66 : 84);
        break;
      case 'sum':
        sum(stage, 56);
        branches.push(`M${lnX + 20},${24 + BOX / 2}V56H${streamX + RADIUS}`);
        branches.push(`M${lnX + (narrow ? 96 : 120)},${24 + BOX / 2}V56H${lnX + 20}`);
        break;
      case 'ln1':
        blocks.push({ layer: stage.layer ?? 0, y: top - 6, height: BLOCK - 8 });
        box(stage, lnX, first - 4, lnW);
        branches.push(loop(streamX, first - 4, lnX, lnX + lnW, partX, partW, first + 18));
        break;
      case 'attn':
        box(stage, partX, first - 4, partW);
        break;
      case 'mid':
        sum(stage, first + 18);
        break;
      case 'ln2':
        box(stage, lnX, second - 4, lnW);
        branches.push(loop(streamX, second - 4, lnX, lnX + lnW, partX, partW, second + 18));
        break;
      case 'mlp':
        box(stage, partX, second - 4, partW);
        break;
      case 'post':
        sum(stage, second + 18);
        break;
      case 'final':
        box(stage, lnX, end, lnW);
        branches.push(`M${streamX},${end}H${lnX}`);
        break;
      case 'logits':
        box(stage, partX, end, partW);
        branches.push(`M${lnX + lnW},${end}H${partX}`);
        break;
    }
  }
  return {
    width,
    height: end + (narrow ? 52 : 34),
    stream: { x: streamX, from: 56, to: end },
    stations,
    branches,
    blocks,
    bars: { x: barsX, width: Math.max(width - barsX - 8, 20) },
    outcome: narrow ? { x: lnX, y: end + 36 } : { x: partX + partW + 16, y: end },
  };
}

/** From the stream through two boxes and back onto it, further down. */
function loop(
  stream: number,
  y: number,
  box: number,
  boxEnd: number,
  part: number,
  partWidth: number,
  back: number,
): string {
  const turn = part + partWidth / 2;
  return (
    `M${stream},${y}H${box}M${boxEnd},${y}H${part}` +
    `M${turn},${y + BOX / 2}V${back}H${stream + RADIUS}`
  );
}
