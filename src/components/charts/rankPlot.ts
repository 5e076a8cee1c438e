import { formatPercent, formatPower } from './format.ts';
import { decades, type RankPoint } from './rank.ts';

export interface RankPlotOptions {
  readonly height: number;
  readonly label: string;
  readonly xTitle: string;
  readonly yTitle: string;
}

/** Draws a curve, `width` pixels wide, with a line after the rank `cut`. */
export type DrawRankPlot = (
  curve: readonly RankPoint[],
  cut: number | undefined,
  width: number,
) => void;

/** Loads Observable Plot (77 kB) and returns the function that draws a curve into the box. */
export async function drawRankPlot(
  box: HTMLElement,
  { height, label, xTitle, yTitle }: RankPlotOptions,
): Promise<DrawRankPlot> {
  const { plot, ruleX, lineY, areaY, tip, pointerX, dot } = await import('@observablehq/plot');
  return (curve, cut, width) => {
    const floor = Math.max(Math.min(curve.at(-1)?.p ?? 1e-6, 0.1), 1e-12);
    const chances = decades(floor, 1);
    const every = Math.ceil(chances.length / 7);
    const ticks = chances.filter((_, i) => (chances.length - 1 - i) % every === 0);
    const ranks = decades(1, Math.max(curve.at(-1)?.rank ?? 10, 10));
    const title = ({ rank, p }: RankPoint): string => `${xTitle}: ${rank}\n${formatPercent(p)}`;
    const x = 'rank';
    const y = 'p';
    const figure = plot({
      width,
      height,
      marginLeft: 52,
      marginRight: 12,
      marginTop: 12,
      marginBottom: 40,
      ariaLabel: label,
      x: {
        type: 'log',
        label: xTitle,
        grid: true,
        domain: [1, ranks.at(-1) ?? 10],
        ticks: ranks,
        tickFormat: formatPower,
        labelAnchor: 'center',
        labelArrow: 'none',
      },
      y: {
        type: 'log',
        label: yTitle,
        grid: true,
        domain: [chances[0] ?? floor, 1],
        ticks,
        tickFormat: formatPower,
        labelAnchor: 'center',
        labelArrow: 'none',
      },
      marks: [
        areaY(curve, { x, y1: chances[0] ?? floor, y2: y, fill: 'var(--glass)', fillOpacity: 0.1 }),
        lineY(curve, { x, y, stroke: 'var(--glass)', strokeWidth: 2 }),
        ...(cut === undefined
          ? []
          : [
              ruleX([cut + 0.5], {
                stroke: 'var(--cat-2)',
                strokeWidth: 2,
                strokeDasharray: '5 4',
              }),
            ]),
        dot(curve, pointerX({ x, y, fill: 'var(--glass)', r: 4 })),
        tip(curve, pointerX({ x, y, title, fill: 'var(--case)', stroke: 'var(--line-strong)' })),
      ],
    });
    // Plot's own style element is one that the page's policy refuses: RankCurve.svelte has its rules.
    figure.querySelector('style')?.remove();
    figure.setAttribute('role', 'img');
    box.replaceChildren(figure);
  };
}
