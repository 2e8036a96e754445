import { describe, expect, it } from 'vitest';
import { InvalidQuery } from '@/lib/search/errors';
import { MAX_FIND_LENGTH as MAX_IN_URL } from '@/lib/url/trace-find';
import { MAX_FIND_LENGTH, readFind } from './read-find';

const columnsHold = (text: string) => {
  const query = readFind(text);
  return query instanceof InvalidQuery ? query.message : query.columnsHold;
};

describe('readFind', () => {
  it('knows what the columns can answer', () => {
    expect(columnsHold('service=risk name=~check kind=server status=error duration>5ms')).toBe('all');
    expect(columnsHold('ORD-1')).toBe('part');
    expect(columnsHold('service=risk "free text"')).toBe('part');
    expect(columnsHold('order.id=ORD-1')).toBe('nothing');
    expect(columnsHold('text retries>3')).toBe('nothing');
    expect(columnsHold('order.id=*')).toBe('nothing');
  });

  it('says where a query is wrong and why', () => {
    const wrong = readFind('service=risk duration>5');
    expect(wrong).toBeInstanceOf(InvalidQuery);
    expect((wrong as InvalidQuery).at).toMatchObject({ position: 22, length: 1 });
    expect((wrong as InvalidQuery).message).toContain('5 is not a duration');
  });

  it('refuses terms about whole traces', () => {
    const wrong = readFind('status=error trace.spans>3');
    expect((wrong as InvalidQuery).at).toMatchObject({ position: 13, length: 13 });
    expect((wrong as InvalidQuery).message).toContain('trace.spans is about whole traces');
  });

  it('refuses what does not fit into an address', () => {
    expect(MAX_FIND_LENGTH).toBe(MAX_IN_URL);
    expect(columnsHold('x'.repeat(MAX_FIND_LENGTH))).toBe('part');
    expect(columnsHold('x'.repeat(MAX_FIND_LENGTH + 1))).toContain('at most 1000');
  });
});
