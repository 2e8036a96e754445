import { describe, expect, it } from 'vitest';
import { commandOf } from './timeline-keys';

const NONE = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('commandOf', () => {
  it('moves with arrows and with j and k alike', () => {
    expect(commandOf({ ...NONE, key: 'j' })).toEqual({ do: 'move', rows: 1 });
    expect(commandOf({ ...NONE, key: 'ArrowUp' })).toEqual(commandOf({ ...NONE, key: 'k' }));
  });

  it('folds with left, pans with shift and left', () => {
    expect(commandOf({ ...NONE, key: 'ArrowLeft' })).toEqual({ do: 'fold' });
    expect(commandOf({ ...NONE, key: 'ArrowLeft', shiftKey: true })).toEqual({ do: 'pan', share: -0.15 });
  });

  it('takes a plus that needs shift on some keyboards', () => {
    expect(commandOf({ ...NONE, key: '+', shiftKey: true })).toEqual({ do: 'zoom', factor: 1 / 1.5 });
  });

  it('leaves the browser its keys, and unknown ones alone', () => {
    expect(commandOf({ ...NONE, key: 'f', ctrlKey: true })).toBeNull();
    expect(commandOf({ ...NONE, key: 'c', metaKey: true })).toBeNull();
    expect(commandOf({ ...NONE, key: 'q' })).toBeNull();
    expect(commandOf({ ...NONE, key: 'constructor' })).toBeNull();
  });
});
