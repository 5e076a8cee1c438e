import { formatPercent } from './format.ts';
import type { RankPoint } from './rank.ts';

export interface RankPlotOptions {
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly xTitle: string;
  readonly yTitle: string;
}

/** Loads Observable Plot (77 kB) and returns the function that draws a curve into the box. */
export async function drawRankPlot(
  box: HTMLElement,
  { width, height, label, xTitle, yTitle }: RankPlotOptions,
): Promise<(curve: readonly RankPoint[], cut: number | undefined) => void> {
  const { plot, ruleX, lineY, areaY, tip, pointerX, dot } = await import('@observablehq/plot');
  return (curve, cut) => {
    const floor = Math.min(curve.at(-1)?.p ?? 1e-6, 0.1);
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
      x: { type: 'log', label: xTitle, grid: true, labelAnchor: 'center', labelArrow: 'none' },
      y: {
        type: 'log',
        label: yTitle,
        grid: true,
        domain: [floor, 1],
        ticks: 6,
        labelAnchor: 'center',
        labelArrow: 'none',
      },
      marks: [
        areaY(curve, { x, y1: floor, y2: y, fill: 'var(--glass)', fillOpacity: 0.1 }),
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
        tip(curve, pointerX({ x, y, title })),
      ],
    });
    figure.setAttribute('role', 'img');
    box.replaceChildren(figure);
  };
}
