/** Where the stations of the forward pass stand. Pure geometry, in pixels of the drawing. */
import type { Gpt2Config } from '#lib/model/config.ts';
import { stagesOf, type Stage, type StageKind } from '#lib/state/stages.ts';

/** A stage of the model, or what stands before and after it: the text cut up, its ids, softmax. */
export type StationKind = StageKind | 'tokens' | 'ids' | 'softmax';

export interface Station {
  readonly kind: StationKind;
  /** null outside the blocks. */
  readonly layer: number | null;
  /** The activation's name; `logits` and the ends go by their kind. */
  readonly name: string;
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
  /** Where the first row begins. */
  readonly first: number;
  /** Where the outcome is written. */
  readonly outcome: { readonly x: number; readonly y: number };
}

const BOX = 30;
const HALF = 46; // height of one branch: attention, or MLP
const BLOCK = 2 * HALF + 18;
const TOP = 84;
const RADIUS = 12;
const END = 52; // height of the row of the ends

/** Lays out a model of any depth in a drawing of this width; with `ends`, from text to softmax. */
export function layoutPass(
  config: Pick<Gpt2Config, 'n_layer'>,
  width: number,
  ends = false,
): PassLayout {
  const narrow = width < 520;
  const first = 24 + (ends ? END : 0);
  const streamX = narrow ? 26 : 92;
  const [lnX, lnW] = narrow ? [50, 36] : [140, 56];
  const partX = lnX + lnW + (narrow ? 10 : 26);
  const partW = narrow ? 74 : 116;
  const barsX = partX + partW + (narrow ? 12 : 36);
  const stations: Station[] = [];
  const branches: string[] = [];
  const blocks: { layer: number; y: number; height: number }[] = [];

  const box = (
    stage: Omit<Stage, 'kind'> & { kind: StationKind },
    x: number,
    y: number,
    w: number,
  ): void => {
    const place = { x, y: y - BOX / 2, width: w, height: BOX };
    stations.push({ ...stage, index: stations.length, form: 'box', ...place });
  };
  const sum = (stage: Stage, y: number): void => {
    const place = { x: streamX - RADIUS, y: y - RADIUS, width: 2 * RADIUS, height: 2 * RADIUS };
    stations.push({ ...stage, index: stations.length, form: 'sum', ...place });
  };

  const [embedX, embedW, posX] = narrow ? [lnX, 66, lnX + 76] : [lnX, 84, lnX + 100];
  if (ends) {
    box({ kind: 'tokens', layer: null, name: 'tokens' }, embedX, 24, embedW);
    box({ kind: 'ids', layer: null, name: 'ids' }, posX, 24, embedW);
    branches.push(`M${embedX + embedW},24H${posX}`);
    branches.push(`M${posX + 20},${24 + BOX / 2}V${first - 26}H${embedX + 20}V${first - BOX / 2}`);
  }
  const top0 = first - 24 + TOP;
  const end = top0 + config.n_layer * BLOCK + 26;
  for (const stage of stagesOf(config)) {
    const top = top0 + (stage.layer ?? 0) * BLOCK + 6;
    const upper = top + HALF / 2; // attention's branch
    const lower = upper + HALF; // the MLP's
    switch (stage.kind) {
      case 'embed':
        box(stage, embedX, first, embedW);
        break;
      case 'pos':
        box(stage, posX, first, embedW);
        break;
      case 'sum':
        sum(stage, first + 32);
        branches.push(`M${embedX + 20},${first + BOX / 2}V${first + 32}H${streamX + RADIUS}`);
        branches.push(`M${posX + 20},${first + BOX / 2}V${first + 32}H${embedX + 20}`);
        break;
      case 'ln1':
        blocks.push({ layer: stage.layer ?? 0, y: top - 6, height: BLOCK - 8 });
        box(stage, lnX, upper - 4, lnW);
        branches.push(loop(streamX, upper - 4, lnX, lnX + lnW, partX, partW, upper + 18));
        break;
      case 'attn':
        box(stage, partX, upper - 4, partW);
        break;
      case 'mid':
        sum(stage, upper + 18);
        break;
      case 'ln2':
        box(stage, lnX, lower - 4, lnW);
        branches.push(loop(streamX, lower - 4, lnX, lnX + lnW, partX, partW, lower + 18));
        break;
      case 'mlp':
        box(stage, partX, lower - 4, partW);
        break;
      case 'post':
        sum(stage, lower + 18);
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
  const last = end + (ends ? END : 0);
  if (ends) {
    box({ kind: 'softmax', layer: null, name: 'softmax' }, partX, last, partW);
    branches.push(`M${partX + partW / 2},${end + BOX / 2}V${last - BOX / 2}`);
  }
  return {
    width,
    // Room for the outcome below, which only a narrow drawing needs: one height for both.
    height: last + 52,
    stream: { x: streamX, from: first + 32, to: end },
    stations,
    branches,
    blocks,
    bars: { x: barsX, width: Math.max(width - barsX - 8, 20) },
    first,
    outcome: narrow ? { x: lnX, y: last + 36 } : { x: partX + partW + 16, y: last },
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
