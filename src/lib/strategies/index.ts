export {
  applyInOrder,
  inStatedOrder,
  STATED_ORDER,
  WARPERS,
  type OrderResult,
  type OrderStep,
  type WarperName,
  type WarperSetting,
} from './order.ts';
export { packLogits, unpackLogits, type PackedLogits } from './packed.ts';
export { leadingIds, penalized, type PenalizedToken, type Penalties } from './penalties.ts';
