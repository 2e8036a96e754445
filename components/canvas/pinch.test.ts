import { describe, expect, it } from 'vitest';
import { pinchOf } from './pinch';

const at = (clientX: number, clientY = 0) => ({ clientX, clientY });

describe('pinchOf', () => {
  it('is half the window for fingers twice as far apart, in whatever direction', () => {
    expect(pinchOf([at(100), at(200)], [at(50), at(250)], 0)).toEqual({ factor: 0.5, fromPx: 150, toPx: 150 });
    expect(pinchOf([at(100, 0), at(100, 50)], [at(100, 0), at(100, 100)], 0).factor).toBe(0.5);
  });

  it('follows the middle between the fingers, from the edge of the element', () => {
    expect(pinchOf([at(100), at(200)], [at(160), at(260)], 40)).toEqual({ factor: 1, fromPx: 110, toPx: 170 });
  });

  it('stays finite when both fingers are in one place', () => {
    expect(pinchOf([at(100), at(200)], [at(150), at(150)], 0).factor).toBe(10);
  });
});
