import { scaleLinear, scaleLog, scaleUtc } from 'd3';
import type { Lang } from '#lib/i18n/languages.ts';
import { langTags } from '#lib/i18n/languages.ts';
import { publishedModels, type PublishedModel } from '#lib/history/models.ts';

export type Across = 'bytes' | 'date';
export type ScaleName = 'log' | 'linear';

export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface Dot {
  readonly model: PublishedModel;
  readonly x: number;
  readonly y: number;
  /** Where the same model stands by what was collected before filtering. */
  readonly rawX: number | null;
}

export interface Plot {
  readonly dots: readonly Dot[];
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A number with its unit in short: 117e6 → '117M' ('1.17 亿' in Chinese), 1.5e9 → '1.5B'. */
export function shortCount(lang: Lang, n: number): string {
  return new Intl.NumberFormat(langTags[lang], {
    notation: 'compact',
    maximumSignificantDigits: 3,
  }).format(n);
}

/** 4.85e9 → '4.85 GB', 45e12 → '45 TB': decimal units, as the papers use them. */
export function shortBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${Number((bytes / 10 ** (3 * power)).toPrecision(3))} ${units[power] ?? ''}`;
}

/** Where the three models stand in a box of pixels, and the ticks of its axes. */
export function placeModels(lang: Lang, across: Across, scale: ScaleName, box: Box): Plot {
  const y =
    scale === 'log'
      ? scaleLog([5e7, 5e11], [box.bottom, box.top])
      : scaleLinear([0, 2e11], [box.bottom, box.top]);
  const bytes =
    scale === 'log'
      ? scaleLog([1e9, 1e14], [box.left, box.right])
      : scaleLinear([0, 5e13], [box.left, box.right]);
  const dates = scaleUtc([Date.UTC(2018, 0), Date.UTC(2021, 0)], [box.left, box.right]);
  const xOf = (model: PublishedModel) =>
    across === 'bytes' ? bytes(model.bytes) : dates(Date.parse(model.date));
  const powers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  const xTicks =
    across === 'date'
      ? [2018, 2019, 2020, 2021].map((year) => ({
          at: dates(Date.UTC(year, 0)),
          text: String(year),
        }))
      : (scale === 'log' ? powers(9, 14) : [0, 1e13, 2e13, 3e13, 4e13, 5e13]).map((n) => ({
          at: bytes(n),
          text: n === 0 ? '0' : shortBytes(n),
        }));
  const yTicks = (scale === 'log' ? powers(8, 11) : [0, 5e10, 1e11, 1.5e11, 2e11]).map((n) => ({
    at: y(n),
    text: shortCount(lang, n),
  }));
  const dots = publishedModels.map((model) => ({
    model,
    x: xOf(model),
    y: y(model.parameters),
    rawX: across === 'bytes' && model.rawBytes ? bytes(model.rawBytes) : null,
  }));
  return { dots, xTicks, yTicks };
}
