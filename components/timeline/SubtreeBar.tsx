'use client';

import { Button } from '@/components/ui/Button';
import { ServiceName } from '@/components/ui/ServiceName';
import { formatCount } from '@/lib/base/units';
import { Fold } from './layout-rows';
import { rowFacts } from './row-facts';
import type { TimelineModel } from './timeline-model';
import type { Subtree } from './use-subtree';

interface SubtreeBarProps {
  readonly whole: TimelineModel;
  readonly subtree: Subtree;
  readonly onLeave: () => void;
}

/** Where the rows below are from while they are not the whole trace, what their times relate to, and the way back. */
export function SubtreeBar({ whole, subtree: { root, model, failure }, onLeave }: SubtreeBarProps) {
  return (
    <nav
      aria-label="Sub-tree"
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-border bg-surface-sunken px-3 py-1 text-sm"
    >
      <Button size="sm" aria-keyshortcuts="s" onClick={onLeave}>
        Whole trace
      </Button>
      <span aria-hidden="true" className="text-text-muted">
        ›
      </span>
      {root === -1 ? (
        <p role="status">The span that is to be the root is not in this trace, so all of it is shown.</p>
      ) : (
        <>
          <Crumb whole={whole} root={root} />
          <p role="status" className="text-xs text-text-muted tabular-nums">
            {failure === null
              ? model === null
                ? 'Preparing its times; until then the whole trace is shown.'
                : `${formatCount(model.trace.spanCount)} of ${formatCount(whole.trace.spanCount)} spans. Times, shares, critical path and finds are those of this sub-tree.`
              : `${failure.message} The whole trace is shown.`}
          </p>
        </>
      )}
    </nav>
  );
}

function Crumb({ whole, root }: { readonly whole: TimelineModel; readonly root: number }) {
  const { service, name } = rowFacts(whole, root, Fold.None);
  return (
    <span aria-current="location" className="flex min-w-0 items-baseline gap-1.5">
      <ServiceName name={service} className="text-text-muted" />
      <span className="max-w-96 truncate font-medium" dir="auto" title={name}>
        {name}
      </span>
    </span>
  );
}
