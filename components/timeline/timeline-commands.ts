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
    of('Measure from the start of the span', { do: 'measure' }, 'm'),
    of('Measure from the end of the span', { do: 'measure', edge: 'end' }, 'Shift', 'm'),
    of('Next match', { do: 'match', step: 1 }, 'n'),
    of('Previous match', { do: 'match', step: -1 }, 'Shift', 'n'),
    view.grouping === 'service'
      ? of('Arrange the spans as a tree', { do: 'group', by: 'tree' })
      : of('Group the spans by service', { do: 'group', by: 'service' }),
    of('Collapse all spans', { do: 'fold-all' }),
    of('Expand all spans', { do: 'unfold-all' }),
  ];
}
