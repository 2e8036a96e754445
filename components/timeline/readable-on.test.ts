import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, readableOn } from '@/components/canvas/readable-on';
import { readPalette } from './palette';

describe('readableOn', () => {
  it('takes the colour with the most contrast', () => {
    expect(contrast('#ffffff', '#000')).toBeCloseTo(21, 9);
    expect(contrast('#777', '#777777')).toBe(1);
    expect(readableOn('#fff', ['#ffffff', '#777777', '#161a22'])).toBe('#161a22');
    expect(readableOn('#293c90', ['#161a22', '#fff'])).toBe('#fff');
  });

  it('takes the first where the background cannot be read', () => {
    expect(readableOn('tomato', ['#161a22', '#fff'])).toBe('#161a22');
  });
});

describe('text on the series', () => {
  const [light = '', dark = ''] = readFileSync('app/globals.css', 'utf8').split('@variant dark-root {');
  it.each([
    ['light', light],
    ['dark', dark],
  ])('has 4.5:1 on every colour of the %s theme', (_, css) => {
    const palette = readPalette((name) => new RegExp(`${name}: (#[0-9a-f]+);`).exec(css)?.[1] ?? '', 16);
    expect(palette.series).toHaveLength(17);
    for (const [at, series] of palette.series.entries()) {
      expect(contrast(palette.onSeries[at] ?? '', series)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
