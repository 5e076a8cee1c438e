/** The GPU device, which is ours: its limits, its features, and the news that it is gone. */
import { ModelError } from '../../errors.ts';
import { hasWebGpu } from './present.ts';

export interface Gpu {
  readonly device: GPUDevice;
  /** What the browser says of the adapter, e.g. `google swiftshader`. */
  readonly adapter: string;
  /** Throws `device-lost` once the device is gone. */
  readonly check: () => void;
  /** Makes a call; what fails because the device is gone rejects with `device-lost`. */
  readonly attempt: <T>(call: () => Promise<T>) => Promise<T>;
}

/** How long the news of a lost device may take after the first call that fails for it. */
const NEWS_MS = 500;

const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
] as const;

/**
 * Asks for a device with all that the adapter can do, or without subgroups: some drivers compute
 * fused attention wrongly with them. Returns null where there is no adapter.
 */
export async function requestGpu(subgroups: boolean): Promise<Gpu | null> {
  if (!hasWebGpu()) return null;
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return null;
  const has = adapter.features.has('subgroups');
  if (subgroups && !has) return null;
  const device = await adapter.requestDevice({
    requiredFeatures: subgroups ? ['subgroups'] : [],
    requiredLimits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])),
  });
  let lost: string | null = null;
  void device.lost.then((info) => {
    lost = info.message === '' ? info.reason : info.message;
  });
  const check = (): void => {
    if (lost !== null) throw new ModelError('device-lost', `the GPU device was lost: ${lost}`);
  };
  return {
    device,
    adapter: describe(adapter.info),
    check,
    attempt: async (call) => {
      check();
      try {
        return await call();
      } catch (error) {
        // the call may fail a moment before the browser says why
        await Promise.race([device.lost, new Promise((resolve) => setTimeout(resolve, NEWS_MS))]);
        check();
        throw error;
      }
    },
  };
}

function describe({ vendor, architecture, description }: GPUAdapterInfo): string {
  const name = [vendor, architecture].filter((part) => part !== '').join(' ');
  return name === '' ? (description === '' ? 'unknown adapter' : description) : name;
}
