/** Words of the live page's components. */
export const liveEn = {} as const;
