import { describe, expect, it } from 'vitest';
import { ExactNumber } from '@/lib/otlp/exact-json';
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

  it('keeps the numbers of JSON as they were written', () => {
    expect(of('[9007199254740993,1.10,7]')).toEqual({
      show: 'json',
      json: [new ExactNumber('9007199254740993'), new ExactNumber('1.10'), 7],
    });
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

it('typeWord tells values apart that look alike', () => {
  const word = (text: string, type = '') => typeWord({ key: 'k', text, type });
  expect(word('ORD-1')).toBe('');
  expect([word('5', 'int'), word('5', 'double'), word('5')]).toEqual(['int', 'double', 'string']);
  expect([word('true', 'bool'), word('true')]).toEqual(['bool', 'string']);
  expect([word('["a"]', '{"arrayValue":{}}'), word('["a"]')]).toEqual(['array', 'string of JSON']);
  expect(word('{"a":1}', '{"kvlistValue":{}}')).toBe('map');
  expect(word('AAE=', 'bytes')).toBe('bytes, in base64');
  expect(word('', 'empty')).toBe('');
  expect([word('-1.5e3'), word('1.5 GBP'), word('')]).toEqual(['string', '', '']);
});

it('matchesFilter looks into keys and values, whatever the case', () => {
  const attribute = { key: 'order.ID', text: 'ORD-1', type: '' };
  expect(matchesFilter(attribute, ' Order ')).toBe(true);
  expect(matchesFilter(attribute, 'ord-1')).toBe(true);
  expect(matchesFilter(attribute, 'ord-2')).toBe(false);
  expect(matchesFilter(attribute, '')).toBe(true);
});
