const SIGNS: Readonly<Record<string, string>> = {
  ...{ '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴' },
  ...{ '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹' },
};

/**
 * A number of any size in few figures, with a true minus sign and a written power of ten.
 * Example: digitsOf(1.5e-45) → '1.5 × 10⁻⁴⁵', digitsOf(0) → '0'
 */
export function digitsOf(x: number, figures = 5): string {
  if (x === 0) return '0';
  if (!Number.isFinite(x)) return x > 0 ? '∞' : x < 0 ? '−∞' : '–';
  const size = Math.abs(x);
  if (size >= 1e-3 && size < 1e6) return String(Number(x.toPrecision(figures))).replace('-', '−');
  const [factor = '', power = ''] = x.toExponential(figures - 1).split('e');
  const raised = [...power.replace('+', '')].map((sign) => SIGNS[sign] ?? sign).join('');
  return `${String(Number(factor)).replace('-', '−')} × 10${raised}`;
}
