import { describe, expect, it } from 'vitest';
import type { LinkDetail } from '@/lib/api/contract';
import { groupLinks } from './group-links';

const linkTo = (spanId: string, service?: string, name = ''): LinkDetail => ({
  traceId: 'a'.repeat(32),
  spanId,
  attributes: [],
  target: service === undefined ? null : { service, name, startTimeUnixNano: '0', durationNanos: 0 },
});

const shape = (links: readonly LinkDetail[]) =>
  groupLinks(links).map(({ operation, links: own }) => [
    operation && `${operation.service} ${operation.name}`,
    own.map((link) => link.spanId).join(''),
  ]);

describe('groupLinks', () => {
  it('puts the links to one operation together, in the order in which they came', () => {
    const links = [linkTo('1', 'engine', 'fill'), linkTo('2', 'batching', 'collect'), linkTo('3', 'engine', 'fill')];
    expect(shape(links)).toEqual([
      ['engine fill', '13'],
      ['batching collect', '2'],
    ]);
  });

  it('keeps operations apart whose service and name run together alike', () => {
    expect(shape([linkTo('1', 'a b', 'c'), linkTo('2', 'a', 'b c')])).toHaveLength(2);
  });

  it('puts those together whose other end is not stored', () => {
    expect(shape([linkTo('1'), linkTo('2', 'engine', 'fill'), linkTo('3')])).toEqual([
      [null, '13'],
      ['engine fill', '2'],
    ]);
    expect(groupLinks([])).toEqual([]);
  });
});
