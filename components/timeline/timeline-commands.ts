import type { PageCommand } from '@/components/ui/command-source';
import type { Command } from './timeline-keys';
import type { TimelineState } from './use-timeline';

/** What the timeline offers to the command palette: what its keys and its toolbar do. */
export function timelineCommands({ model, view, run }: Pick<TimelineState, 'model' | 'view' | 'run'>): PageCommand[] {
  const of = (title: string, command: Command, ...keys: string[]) => ({ title, keys, run: () => run(command) });
  return [
    of('Zoom to fit the span', { do: 'fit' }, 'f'),
    of('Show the whole trace', { do: 'whole' }, '0'),
    ...(model.errorCount > 0
      ? [of('Next error', { do: 'error', step: 1 }, 'e'), of('Previous error', { do: 'error', step: -1 }, 'Shift', 'e')]
      : []),
    of(view.criticalPath ? 'Hide the critical path' : 'Show the critical path', { do: 'critical' }, 'c'),
    ...(model.squeeze === null
      ? []
      : [of(view.squeeze ? 'Show idle gaps in full' : 'Squeeze idle gaps', { do: 'squeeze' }, 'g')]),
    ...(model.clocks === null
      ? []
      : [
          of(view.correctClocks ? 'Show times as they were recorded' : 'Correct the clocks of services', {
            do: 'clocks',
          }),
        ]),
    of('Measure from the start of the span', { do: 'measure' }, 'm'),
    of('Measure from the end of the span', { do: 'measure', edge: 'end' }, 'Shift', 'm'),
    of('Next match', { do: 'match', step: 1 }, 'n'),
    of('Previous match', { do: 'match', step: -1 }, 'Shift', 'n'),
    view.grouping === 'service'
      ? of('Arrange the spans as a tree', { do: 'group', by: 'tree' })
      : of('Group the spans by service', { do: 'group', by: 'service' }),
    of('Show one level less', { do: 'level', step: -1 }, '['),
    of('Show one level more', { do: 'level', step: 1 }, ']'),
    of('Fold all siblings of the row', { do: 'siblings', fold: true }, '{'),
    of('Unfold all siblings of the row', { do: 'siblings', fold: false }, '}'),
    ...(model.runs.count > 0
      ? [of(view.foldAlike ? 'Show like siblings one by one' : 'Fold like siblings', { do: 'alike' }, 'a')]
      : []),
    of('Pin the span to the top, or unpin it', { do: 'pin' }, 'p'),
    of('Show only the span and what is below', { do: 'root' }, 's'),
    ...(view.root === null ? [] : [of('Leave the sub-tree', { do: 'leave-root' }, 's')]),
    of('Collapse all spans', { do: 'fold-all' }),
    of('Expand all spans', { do: 'unfold-all' }),
  ];
}
