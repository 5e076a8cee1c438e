/** GPT-2's three activation functions: what each number in the middle of an MLP goes through. */
import type { Gpt2Config } from '../model/config.ts';

export function activate(x: number, name: Gpt2Config['activation_function']): number {
  switch (name) {
    case 'gelu_new':
      return geluNew(x);
    case 'gelu':
      return x * normalCdf(x);
    case 'relu':
      return Math.max(0, x);
  }
}

/** Hendrycks and Gimpel 2016, section 2: x Φ(x), with Φ approximated by a tanh. GPT-2's own. */
function geluNew(x: number): number {
  return 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
}

/**
 * Φ(x), the chance that a standard normal falls below x: ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …)
 * (Marsaglia 2004, "Evaluating the normal distribution", section 3).
 */
function normalCdf(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let sum = x;
  let term = x;
  for (let n = 3; sum + term !== sum; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
