import { describe, expect, it } from 'vitest';
import { layoutReach } from './layout-reach';

const WINDOW = { start: 0, end: 1000 };

describe('the line that shows how far async children reach', () => {
  it('goes from the end of the span to that of the last one below', () => {
    expect(layoutReach(100, 400, WINDOW, 500)).toEqual({ left: 50, width: 150, cutLeft: false, cutRight: false });
  });

  it('is cut at the edges of the window, also where the span itself is not in it', () => {
    expect(layoutReach(100, 1400, WINDOW, 500)).toMatchObject({ left: 50, width: 450, cutRight: true });
    expect(layoutReach(100, 800, { start: 500, end: 1000 }, 500)).toMatchObject({ left: 0, width: 300, cutLeft: true });
  });

  it('is none where nothing went on, where it is too short to be seen, and where it is not in view', () => {
    expect(layoutReach(100, 100, WINDOW, 500)).toBeNull();
    expect(layoutReach(100, 107, WINDOW, 500)).toBeNull();
    expect(layoutReach(100, 400, { start: 500, end: 1000 }, 500)).toBeNull();
  });
});
