import type { pictureEn } from './picture.en.ts';

export const pictureZh: Record<keyof typeof pictureEn, string> = {
  'picture.map': '共 {rows} 行、{cols} 列。最强的几处：{list}。',
  'picture.empty': '共 {rows} 行、{cols} 列，暂无数值。',
  'picture.line': '{name}：从 {x0} 处的 {y0} 到 {x1} 处的 {y1}',
  'picture.lowest': '最低为 {x} 处的 {y}',
  'picture.highest': '最高为 {x} 处的 {y}',
};
