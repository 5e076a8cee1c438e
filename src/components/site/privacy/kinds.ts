/** What this site can keep on a device. */
export const kinds = ['course', 'models', 'threads', 'progress', 'choices'] as const;
export type Kind = (typeof kinds)[number];
