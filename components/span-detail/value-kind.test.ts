import { describe, expect, it } from 'vitest';
import { matchesFilter, shownValue, typeWord } from './value-kind';

const of = (text: string, type = '') => shownValue({ key: 'k', text, type });

describe('shownValue', () => {
  it('goes by the type that was sent', () => {
    expect(of('5', 'int')).toEqual({ show: 'number' });
    expect(of('5')).toEqual({ show: 'text' });
    expect(of('true', 'bool')).toEqual({ show: 'boolean' });
    expect(of('', 'empty')).toEqual({ show: 'nothing' });
    expect(of('', '')).toEqual({ show: 'text' });
    expect(of('["a",1]', '{"arrayValue":{}}')).toEqual({ show: 'json', json: ['a', 1] });
  });

  it('takes a string that is JSON for JSON', () => {
    expect(of(' {"a": 1}')).toEqual({ show: 'json', json: { a: 1 } });
    expect(of('{not json}')).toEqual({ show: 'text' });
    expect(of('null')).toEqual({ show: 'text' });
  });

  it('links http and https, and nothing else', () => {
    expect(of('https://example.com/a?b=c')).toEqual({ show: 'url', href: 'https://example.com/a?b=c' });
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      ' https://a.b',
      'https://',
      'https://a b',
      '//a.b',
    ]) {
      expect(of(text)).toEqual({ show: 'text' });
    }
  });
});

it('typeWord names what is not a string', () => {
  expect(typeWord('')).toBe('');
  expect(typeWord('int')).toBe('int');
  expect(typeWord('{"kvlistValue":{}}')).toBe('structured');
});

it('matchesFilter looks into keys and values, whatever the case', () => {
  const attribute = { key: 'order.ID', text: 'ORD-1', type: '' };
  expect(matchesFilter(attribute, ' Order ')).toBe(true);
  expect(matchesFilter(attribute, 'ord-1')).toBe(true);
  expect(matchesFilter(attribute, 'ord-2')).toBe(false);
  expect(matchesFilter(attribute, '')).toBe(true);
});
