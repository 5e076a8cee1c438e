/** 0.1234 → '12.3 %'; small ones keep one or two figures; below 0.001 % only the bound is said. */
export function formatPercent(p: number): string {
  const percent = p * 100;
  if (!Number.isFinite(percent)) return '–';
  if (percent >= 99.95) return `${percent >= 99.995 ? '100' : '99.9'} %`;
  if (percent >= 0.95) return `${percent.toFixed(1)} %`;
  if (percent >= 0.095) return `${percent.toFixed(2)} %`;
  if (percent >= 0.001) return `${percent.toFixed(3)} %`;
  return percent > 0 ? '< 0.001 %' : '0 %';
}

/** A weight between 0 and 1 as it is read out: two decimals, more where they are needed. */
export function formatWeight(w: number): string {
  if (!Number.isFinite(w)) return '–';
  if (w === 0) return '0';
  if (w >= 0.095) return w.toFixed(2);
  if (w >= 0.001) return w.toFixed(3);
  return w.toExponential(1);
}

/** Any number in about `digits` figures, with a true minus sign. */
export function formatNumber(x: number, digits = 3): string {
  if (!Number.isFinite(x)) return '–';
  const size = Math.abs(x);
  const plain = size === 0 || (size >= 1e-3 && size < 1e5);
  const text = plain ? trim(x, digits) : x.toExponential(Math.max(digits - 1, 0));
  return text.replace('-', '−');
}

/** 10 → '10', 0.001 → '10⁻³': powers of ten for log axes. */
export function formatPower(x: number): string {
  const power = Math.round(Math.log10(x));
  if (power === 0) return '1';
  if (power > 0 && power < 5) return String(10 ** power);
  if (power === -1) return '0.1';
  if (power === -2) return '0.01';
  return `10${[...String(power)].map((c) => SUPERSCRIPT[c] ?? c).join('')}`;
}

const SUPERSCRIPT: Readonly<Record<string, string>> = {
  ...{ '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴' },
  ...{ '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹' },
};

function trim(x: number, digits: number): string {
  const exponent = x === 0 ? 0 : Math.floor(Math.log10(Math.abs(x)));
  return x.toFixed(Math.max(digits - 1 - exponent, 0));
}
