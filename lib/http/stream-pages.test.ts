import { describe, expect, it, vi } from 'vitest';
import { streamJson } from './stream-pages';

const writer = { page: (numbers: readonly number[]) => numbers.map((each) => `${each},`).join(''), end: () => '0]' };

async function* numbers(asked: number[], failAt = 9) {
  try {
    for (let page = 1; page <= 3; page++) {
      if (page === failAt) throw new Error('no more');
      asked.push(page);
      yield [page];
    }
  } finally {
    asked.push(-1);
  }
}

describe('streamJson', () => {
  it('sends the pages and the end as one text', async () => {
    const response = await streamJson(numbers([]), writer);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe('1,2,3,0]');
  });

  it('throws what goes wrong before anything is sent', async () => {
    await expect(streamJson(numbers([], 1), writer)).rejects.toThrow('no more');
  });

  it('breaks off where a later page fails', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const response = await streamJson(numbers([], 2), writer);
    await expect(response.text()).rejects.toThrow('no more');
    expect(log).toHaveBeenCalled();
  });

  it('asks for no more than is read, and ends when the reader leaves', async () => {
    const asked: number[] = [];
    const reader = (await streamJson(numbers(asked), writer)).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('1,');
    await reader?.cancel();
    expect(asked).not.toContain(3);
    expect(asked.at(-1)).toBe(-1);
  });
});
