import { describe, expect, it } from 'vitest';
import { type EncodedSpans, encodeSpans } from '@/lib/store/span-rows';
import { GroupCommit } from './group-commit';
import { testSpan } from './test-span';

const spans = (count: number) => encodeSpans(Array.from({ length: count }, () => testSpan()));

/** A store that finishes each write when it is told to. */
function slowStore() {
  const groups: { size: number; finish: () => void; fail: (error: Error) => void }[] = [];
  const write = (group: readonly EncodedSpans[]) =>
    new Promise<void>((finish, fail) => {
      groups.push({ size: group.flatMap(({ ids }) => ids).length, finish, fail });
    });
  return { groups, write };
}

const group = (write: (group: readonly EncodedSpans[]) => Promise<void>, bounds = {}) =>
  new GroupCommit({ write, groupsAtOnce: 1, spansAGroup: 100, maxWaitingSpans: 1000, ...bounds });

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('group commit', () => {
  it('writes a lone request at once and the requests that came meanwhile together', async () => {
    const { groups, write } = slowStore();
    const commit = group(write);
    const first = commit.add(spans(3));
    await tick();
    const rest = [commit.add(spans(4)), commit.add(spans(5))];
    groups[0]?.finish();
    await first;
    await tick();
    groups[1]?.finish();
    await Promise.all(rest);
    expect(groups.map(({ size }) => size)).toEqual([3, 9]);
  });

  it('does not answer before the spans are stored', async () => {
    const { groups, write } = slowStore();
    const commit = group(write);
    let answered = false;
    const request = commit.add(spans(1)).then(() => {
      answered = true;
    });
    await tick();
    expect(answered).toBe(false);
    groups[0]?.finish();
    await request;
    expect(answered).toBe(true);
  });

  it('closes a group at its size, keeping each request whole', async () => {
    const { groups, write } = slowStore();
    const commit = group(write, { spansAGroup: 10 });
    const requests = [commit.add(spans(6)), commit.add(spans(6)), commit.add(spans(6))];
    await tick();
    groups[0]?.finish();
    await tick();
    groups[1]?.finish();
    await Promise.all(requests);
    expect(groups.map(({ size }) => size)).toEqual([12, 6]);
  });

  it('writes as many groups side by side as it may', async () => {
    const { groups, write } = slowStore();
    const commit = group(write, { groupsAtOnce: 2, spansAGroup: 1 });
    const requests = [commit.add(spans(1)), commit.add(spans(2)), commit.add(spans(3))];
    await tick();
    expect(groups.map(({ size }) => size)).toEqual([1, 2]);
    groups[1]?.finish();
    await requests[1];
    await tick();
    groups[0]?.finish();
    groups[2]?.finish();
    await Promise.all(requests);
    expect(groups.map(({ size }) => size)).toEqual([1, 2, 3]);
  });

  it('takes a request that comes in the moment in which the last one is answered', async () => {
    const { groups, write } = slowStore();
    const commit = group(write);
    const first = commit.add(spans(1)).then(() => commit.add(spans(2)));
    await tick();
    groups[0]?.finish();
    await tick();
    groups[1]?.finish();
    await first;
    expect(groups.map(({ size }) => size)).toEqual([1, 2]);
  });

  it('refuses a failed group as unavailable and goes on with the next', async () => {
    const { groups, write } = slowStore();
    const commit = group(write, { spansAGroup: 1 });
    const failed = commit.add(spans(1));
    const stored = commit.add(spans(1));
    await tick();
    groups[0]?.fail(new Error('disk full'));
    await expect(failed).rejects.toMatchObject({ kind: 'unavailable' });
    await tick();
    groups[1]?.finish();
    await expect(stored).resolves.toBeUndefined();
  });

  it('refuses as overload what would wait beyond the bound, but never a lone large request', async () => {
    const { groups, write } = slowStore();
    const commit = group(write, { spansAGroup: 1, maxWaitingSpans: 10 });
    const large = commit.add(spans(50));
    await expect(commit.add(spans(1))).rejects.toMatchObject({ kind: 'overloaded' });
    await tick();
    groups[0]?.finish();
    await expect(large).resolves.toBeUndefined();
  });

  it('finishes what it took in before it closes, and then refuses', async () => {
    const { groups, write } = slowStore();
    const commit = group(write);
    const taken = commit.add(spans(2));
    const closed = commit.close();
    await expect(commit.add(spans(1))).rejects.toMatchObject({ kind: 'unavailable' });
    await tick();
    groups[0]?.finish();
    await Promise.all([taken, closed]);
    expect(groups).toHaveLength(1);
  });
});
