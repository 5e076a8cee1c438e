/** The stored run of the lab, in the types that made it: JSON widens every literal. */
import labJson from '#lib/embedded/decoding-lab.json';
import type { StoredLab } from '#lib/state/decoding-lab/stored.ts';

export const storedLab = labJson as unknown as StoredLab;
