import type { liveEn } from './live.en.ts';

/** 实时页面各组件的用语。 */
export const liveZh = {} as const satisfies Record<keyof typeof liveEn, string>;
