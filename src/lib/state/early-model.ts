/** Whether a page's model can be prepared before the page's scripts have come, and that. */
import { startEarly } from '../model/early-worker.ts';
import { askedBackend, askedModel } from './lesson-address.ts';
import { TEACHING, teachingBase } from './teaching-base.ts';

/**
 * Starts the worker of the teaching model if this is the first page of the visit (on the next ones it is
 * mostly there) and its address asks for no other model, nor for WebGPU alone.
 */
export function startEarlyModel({ href }: Location, { readyState }: Document): void {
  if (readyState === 'complete') return;
  if (askedModel(href) === null && askedBackend(href) !== 'webgpu')
    startEarly({ name: TEACHING, base: teachingBase() });
}
