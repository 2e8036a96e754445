import { describe, expect, it } from 'vitest';
import { type WheelInput, wheelIntent } from './wheel';

const PLAIN: WheelInput = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, shiftKey: false };

describe('wheelIntent', () => {
  it('leaves a plain vertical turn to the page', () => {
    expect(wheelIntent({ ...PLAIN, deltaY: 100 })).toBeNull();
    expect(wheelIntent({ ...PLAIN, deltaY: 100, deltaX: 20 })).toBeNull();
  });

  it('zooms with ctrl or cmd, and a turn back undoes a turn', () => {
    const out = wheelIntent({ ...PLAIN, deltaY: 100, ctrlKey: true });
    const into = wheelIntent({ ...PLAIN, deltaY: -100, metaKey: true });
    if (out?.kind !== 'zoom' || into?.kind !== 'zoom') throw new Error('Both are zooms.');
    expect(out.factor).toBeGreaterThan(1);
    expect(out.factor * into.factor).toBeCloseTo(1, 12);
  });

  it('limits how far one event zooms', () => {
    expect(wheelIntent({ ...PLAIN, deltaY: 1e6, ctrlKey: true })).toEqual(
      wheelIntent({ ...PLAIN, deltaY: 240, ctrlKey: true }),
    );
  });

  it('pans with shift, whichever axis the browser reports, and with a sideways turn', () => {
    expect(wheelIntent({ ...PLAIN, deltaY: 30, shiftKey: true })).toEqual({ kind: 'pan', px: 30 });
    expect(wheelIntent({ ...PLAIN, deltaX: 30, shiftKey: true })).toEqual({ kind: 'pan', px: 30 });
    expect(wheelIntent({ ...PLAIN, deltaX: -30, deltaY: 4 })).toEqual({ kind: 'pan', px: -30 });
  });

  it('takes a line for 16 pixels', () => {
    expect(wheelIntent({ ...PLAIN, deltaX: 2, deltaMode: 1 })).toEqual({ kind: 'pan', px: 32 });
  });
});
