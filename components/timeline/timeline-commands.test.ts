import { expect, it, vi } from 'vitest';
import { traceFromText } from '@/lib/trace/from-text';
import { DEFAULT_TRACE_VIEW } from '@/lib/url/trace-view';
import { timelineCommands } from './timeline-commands';
import { commandOf } from './timeline-keys';
import { timelineModel } from './timeline-model';

const commandsOf = (text: string, changes = {}) => {
  const run = vi.fn();
  const view = { ...DEFAULT_TRACE_VIEW, ...changes };
  return { run, commands: timelineCommands({ model: timelineModel(traceFromText(text)), view, run }) };
};

it('do what the keys do that are shown beside them', () => {
  const { run, commands } = commandsOf('a 0-100 error');
  const withKeys = commands.filter(({ keys }) => keys !== undefined && keys.length > 0);
  expect(withKeys.length).toBeGreaterThan(5);
  for (const { keys = [], run: act } of withKeys) {
    const shiftKey = keys.includes('Shift');
    const key = (keys.at(-1) ?? '')[shiftKey ? 'toUpperCase' : 'toString']();
    act();
    expect(run).toHaveBeenLastCalledWith(commandOf({ key, shiftKey, ctrlKey: false, metaKey: false, altKey: false }));
  }
});

it('offer only what there is: no errors to go to, the other grouping, the other state of the path', () => {
  const titles = (changes = {}) => commandsOf('a 0-100', changes).commands.map(({ title }) => title);
  expect(titles()).not.toContain('Next error');
  expect(titles()).toContain('Group the spans by service');
  expect(titles({ grouping: 'service', criticalPath: false })).toEqual(
    expect.arrayContaining(['Arrange the spans as a tree', 'Show the critical path']),
  );
});
