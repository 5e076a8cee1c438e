import type { Finding, GoldenModel, ParametersFact } from './types.ts';

/** Counts by adding up the tensors that were read. */
export function checkParameters({ shapes }: GoldenModel, fact: ParametersFact): Finding {
  if (shapes === null) throw new Error('the shapes of the tensors are not at hand');
  const under = [...shapes].filter(([name]) => name.startsWith(fact.under));
  const sizes = under.map(([, shape]) => shape.reduce((size, axis) => size * axis, 1));
  const actual = fact.count === 'tensors' ? under.length : sizes.reduce((sum, n) => sum + n, 0);
  return { actual, expected: fact.expected, tolerance: 0, passed: actual === fact.expected };
}
