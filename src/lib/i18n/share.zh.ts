import type { shareEn } from './share.en.ts';

/** 保存、嵌入与引用。 */
export const shareZh = {
  'embed.colon': '：',
  'embed.from': '出自 Vitrine · {from}',
  'embed.oneThread': '嵌入时若没有 WebGPU，模型只用一个线程计算；在原页面上更快。',
} as const satisfies Record<keyof typeof shareEn, string>;
