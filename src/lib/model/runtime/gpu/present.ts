/** True where the browser has WebGPU at all; an adapter may still be refused. */
export const hasWebGpu = (): boolean => typeof navigator !== 'undefined' && 'gpu' in navigator;
