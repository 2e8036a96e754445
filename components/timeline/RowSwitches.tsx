'use client';

import { Button } from '@/components/ui/Button';
import { Icon, type IconName } from '@/components/ui/Icon';
import { formatCount } from '@/lib/base/units';
import { ToolbarSwitch } from './ToolbarSwitch';
import type { Command } from './timeline-keys';
import type { TimelineState } from './use-timeline';

/** Which rows there are: all folded, a level less or more, all open, and whether like siblings share a row. */
export function RowSwitches({ timeline: { model, view, run } }: { readonly timeline: TimelineState }) {
  const step = (icon: IconName, label: string, keys: string, command: Command) => (
    <Button
      size="sm"
      variant="ghost"
      aria-label={label}
      aria-keyshortcuts={keys}
      title={`${label} (${keys})`}
      className="px-1"
      onClick={() => run(command)}
    >
      <Icon name={icon} className="size-3.5" />
    </Button>
  );
  const runs = model.runs.count;
  return (
    <>
      <div className="flex">
        <Button size="sm" variant="ghost" onClick={() => run({ do: 'fold-all' })}>
          Collapse all
        </Button>
        {step('minus', 'One level less', '[', { do: 'level', step: -1 })}
        {step('plus', 'One level more', ']', { do: 'level', step: 1 })}
        <Button size="sm" variant="ghost" onClick={() => run({ do: 'unfold-all' })}>
          Expand all
        </Button>
      </div>
      {runs > 0 && view.grouping === 'tree' && (
        <ToolbarSwitch
          pressed={view.foldAlike}
          keys="a"
          title="Five or more siblings in a row with the same service and operation, and nothing below them"
          amount={formatCount(runs)}
          onClick={() => run({ do: 'alike' })}
        >
          Fold like siblings
        </ToolbarSwitch>
      )}
    </>
  );
}
