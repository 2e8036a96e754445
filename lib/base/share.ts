import type { Nanos } from '@/lib/base/units';

/** A part of a whole in per cent: `12 %`, `3.4 %`, `0.05 %`, `< 0.01 %`; `0 %` only for nothing. */
export function formatShare(part: Nanos, whole: Nanos): string {
  const percent = whole > 0 ? (part / whole) * 100 : 0;
  if (percent === 0) return '0 %';
  if (percent < 0.01) return '< 0.01 %';
  const decimals = percent >= 9.95 ? 0 : percent >= 0.995 ? 1 : 2;
  return `${percent.toFixed(decimals)} %`;
}
