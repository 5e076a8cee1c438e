/** Runs as files that open again. */
export * from './check.ts';
export * from './file.ts';
export * from './shapes.ts';
export * from './pack.ts';
