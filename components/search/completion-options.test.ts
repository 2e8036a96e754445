import { describe, expect, it } from 'vitest';
import { completionAt } from '@/lib/search/completion';
import { completionOptions } from './completion-options';

/** The options at the end of `text`. */
function options(text: string, keys: string[] = [], values: { value: string; count: number }[] = []) {
  return completionOptions(text, completionAt(text, text.length), keys, values);
}
const labels = (...args: Parameters<typeof options>) => options(...args).map((option) => option.label);

describe('completionOptions', () => {
  it('offers fields before attributes that start so', () => {
    expect(labels('se', ['server.name', 'symbol'])).toEqual(['service', 'server.name']);
    expect(options('se')[0]?.after).toEqual({ text: 'service=', cursor: 8 });
  });

  it('writes a key with the operator that suits it, in quotes where needed', () => {
    expect(options('dur')[0]?.after.text).toBe('duration>');
    expect(options('my', ['my key'])[0]?.after.text).toBe('"my key"=');
  });

  it('offers the operators of a field that is written out, then longer keys', () => {
    expect(labels('kind', ['kind.of'])).toEqual(['kind=', 'kind!=', 'kind.of']);
  });

  it('offers values with how often they occur, quoted where needed', () => {
    const [option] = options('service=ri', [], [{ value: 'risk manager', count: 1200 }]);
    expect(option).toEqual({
      label: 'risk manager',
      detail: '1,200 recent spans',
      after: { text: 'service="risk manager" ', cursor: 23 },
    });
  });

  it('knows the statuses, kinds and usual durations without being told', () => {
    expect(labels('status=')).toEqual(['error', 'ok', 'unset', 'rejected']);
    expect(labels('kind=c')).toEqual(['client', 'consumer']);
    expect(labels('trace.duration>10')).toEqual(['10ms', '100ms', '10s']);
    expect(labels('"status"=')).toEqual([]);
  });

  it('does not offer what is already there', () => {
    expect(labels('status=error')).toEqual([]);
  });
});
