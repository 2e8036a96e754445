import { describe, expect, it } from 'vitest';
import { type ColourBy, parseTraceColour, writeTraceColour } from './trace-colour';

const parse = (search: string) => parseTraceColour(new URLSearchParams(search)).colourBy;
const format = (colourBy: ColourBy) => {
  const params = new URLSearchParams();
  writeTraceColour(params, { colourBy });
  return params.toString();
};

describe('what colours mean, in the URL', () => {
  it('is the service unless something else is said', () => {
    expect(parse('')).toBe('service');
    expect(format('service')).toBe('');
  });

  it.each<[string, ColourBy]>([
    ['colour=operation', 'operation'],
    ['colour=status', 'status'],
    ['colour=%40order.side', { attribute: 'order.side' }],
    ['colour=%40service', { attribute: 'service' }],
    ['colour=%40%40', { attribute: '@' }],
  ])('reads %s there and back', (search, colourBy) => {
    expect(parse(search)).toEqual(colourBy);
    expect(format(colourBy)).toBe(search);
  });

  it('falls back where the URL says nothing that is known', () => {
    for (const text of ['', 'colour=', 'colour=red', 'colour=%40', `colour=%40${'x'.repeat(257)}`]) {
      expect(parse(text)).toBe('service');
    }
  });
});
