import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeKey, completeValue, completionAt } from './completion';
import { parseQuery } from './parse';

/** `|` marks the cursor. */
function at(marked: string) {
  const cursor = marked.indexOf('|');
  return { text: marked.replace('|', ''), cursor };
}

function complete(marked: string) {
  const { text, cursor } = at(marked);
  return completionAt(text, cursor);
}

describe('completionAt', () => {
  it.each([
    ['|', { what: 'key', from: 0, to: 0, prefix: '' }],
    ['ser|', { what: 'key', from: 0, to: 3, prefix: 'ser' }],
    ['ser|vic', { what: 'key', from: 0, to: 6, prefix: 'ser' }],
    ['-ser|', { what: 'key', from: 1, to: 4, prefix: 'ser' }],
    ['a=b |', { what: 'key', from: 4, to: 4, prefix: '' }],
    ['a=b | c=d', { what: 'key', from: 4, to: 4, prefix: '' }],
    ['a=b |c=d', { what: 'key', from: 4, to: 4, prefix: '' }],
    ['duration|', { what: 'operator', from: 0, to: 8, prefix: 'duration' }],
    ['service=|', { what: 'value', key: 'service', quotedKey: false, from: 8, to: 8, prefix: '' }],
    ['service=ri|sk a', { what: 'value', key: 'service', quotedKey: false, from: 8, to: 12, prefix: 'ri' }],
    ['service!=ri|', { what: 'value', key: 'service', quotedKey: false, from: 9, to: 11, prefix: 'ri' }],
    ['a="two wo|', { what: 'value', key: 'a', quotedKey: false, from: 2, to: 9, prefix: 'two wo' }],
    ['a="x\\"y|z" b', { what: 'value', key: 'a', quotedKey: false, from: 2, to: 9, prefix: 'x"y' }],
    ['"status"=o|', { what: 'value', key: 'status', quotedKey: true, from: 9, to: 10, prefix: 'o' }],
    ['"free te|', null],
    ['ser|=x', { what: 'key', from: 0, to: 3, prefix: 'ser' }],
  ])('sees what is typed in %s', (marked, expected) => {
    expect(complete(marked)).toEqual(expected);
  });

  it('never throws and stays inside the text', () => {
    const typed = fc.string({
      maxLength: 30,
      unit: fc.constantFrom('a', 'b', ' ', '=', '"', '\\', '-', '!', '<', '>', '~', '*'),
    });
    fc.assert(
      fc.property(typed, fc.nat(30), (text, where) => {
        const cursor = Math.min(where, text.length);
        const completion = completionAt(text, cursor);
        if (completion === null) return;
        expect(completion.from).toBeLessThanOrEqual(completion.to);
        expect(completion.from).toBeGreaterThanOrEqual(0);
        expect(completion.to).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a choice', () => {
  it('replaces the typed piece, quotes where needed and leaves the cursor behind a space', () => {
    const { text, cursor } = at('service=ri| status=ok');
    const completion = completionAt(text, cursor);
    if (completion === null) throw new Error('nothing to complete');
    expect(completeValue(text, completion, 'risk manager')).toEqual({
      text: 'service="risk manager" status=ok',
      cursor: 23,
    });
  });

  it('puts the cursor behind the operator of a key', () => {
    const { text, cursor } = at('-dur|');
    const completion = completionAt(text, cursor);
    if (completion === null) throw new Error('nothing to complete');
    expect(completeKey(text, completion, 'duration>')).toEqual({ text: '-duration>', cursor: 10 });
  });

  it('of any value gives a query that has this value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (value) => {
        const completion = completionAt('a=x', 3);
        if (completion === null) throw new Error('nothing to complete');
        const chosen = parseQuery(completeValue('a=x', completion, value).text);
        expect(chosen).toHaveLength(1);
        expect(chosen[0]?.test).toMatchObject({ subject: { key: 'a' }, value });
      }),
    );
  });
});
