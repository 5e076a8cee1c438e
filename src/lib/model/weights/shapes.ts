/** Names of tensors in a checkpoint's file. What tensors there are is in lib/parameters. */
import type { TensorName } from '../../parameters/tensors.ts';

export {
  countParameters,
  sizeOf,
  tensorShapes,
  type BlockTensor,
  type TensorName,
} from '../../parameters/tensors.ts';

/** The name in a file, `transformer.` aside. */
export function fileName(name: TensorName): string {
  return name === 'wte' || name === 'wpe' || name === 'lm_head' ? `${name}.weight` : name;
}

/**
 * Old checkpoints store each block's causal mask (50 MB in GPT-2) beside the weights:
 * `h.0.attn.bias` is one, while `h.0.attn.c_attn.bias` is a weight.
 */
export function isMask(name: string): boolean {
  return /^(transformer\.)?h\.\d+\.attn\.(masked_)?bias$/.test(name);
}
