export { cacheBytesPerToken } from './cache.ts';
export { dimensionProblem, LARGEST, type DimensionProblem } from './dimensions.ts';
export { growWithDepth, growWithWidth, type GrowthPoint } from './growth.ts';
export {
  GPT1_VOCABULARY,
  publishedSizes,
  teachingSize,
  type PublishedSize,
  type SizeName,
} from './sizes.ts';
export { sumByPart, sumParameters, type Part, type Sum, type SumRow } from './sum.ts';
export {
  blockShapes,
  countParameters,
  sizeOf,
  tensorShapes,
  type BlockTensor,
  type Dimensions,
  type TensorName,
} from './tensors.ts';
