export { openCheckpoint, type Checkpoint } from './checkpoint.ts';
export { decode, decodeFiniteHalves } from './decode.ts';
export { parseHeader, type SafetensorsHeader, type TensorInfo } from './safetensors.ts';
export { parseIndex, sourceFromIndex, type CheckpointIndex } from './sharded.ts';
export { countParameters, fileName, sizeOf, tensorShapes, type TensorName } from './shapes.ts';
export { sourceFromBlob, sourceFromBytes, sourceFromRange, type TensorSource } from './source.ts';
export { sourceFromUrl, type UrlOptions } from './url.ts';
export { headerBytes, writeSafetensors } from './write.ts';
