import { spanIdFromBigInt } from '@/lib/base/ids';
import { Fold, isSpan, type Rows, type RowTarget, rowOf, runHead } from './layout-rows';
import type { Command } from './timeline-keys';
import type { TimelineModel } from './timeline-model';
import type { TimelineState } from './use-timeline';

/** Something that can be done with a row, and the keys that do the same while the row has the focus. */
export interface RowAction {
  readonly title: string;
  readonly keys: readonly string[];
  readonly command: Command;
}

/** What can be done with a row, in the order in which it is offered; only what would change something. */
export function rowActions(
  { model, view, rows }: Pick<TimelineState, 'model' | 'view' | 'rows'>,
  target: RowTarget,
): readonly RowAction[] {
  const action = (title: string, command: Command, ...keys: string[]): RowAction => ({ title, keys, command });
  const span = isSpan(target);
  const id = span ? spanIdFromBigInt(model.trace.spanIds[target] as bigint) : null;
  const foldable = span || runHead(target) !== -1;
  return [
    ...(span ? [action('Open the details', { do: 'open' }, 'Enter')] : []),
    ...foldActions(rows, target).map(([title, command, key]) => action(title, command, key)),
    ...(foldable && view.grouping === 'tree' && siblingCount(model, target) > 1
      ? [
          action('Fold all siblings', { do: 'siblings', fold: true }, '{'),
          action('Unfold all siblings', { do: 'siblings', fold: false }, '}'),
        ]
      : []),
    ...(id === null
      ? []
      : [
          action(view.pins.includes(id) ? 'Unpin' : 'Pin to the top', { do: 'pin' }, 'p'),
          view.root === id
            ? action('Show the whole trace', { do: 'leave-root' }, 's')
            : action('Show only this and what is below', { do: 'root' }, 's'),
          action('Fit into the window', { do: 'fit' }, 'f'),
          action('Measure from here', { do: 'measure' }, 'm'),
        ]),
  ];
}

function foldActions(rows: Rows, target: RowTarget): readonly (readonly [string, Command, string])[] {
  const fold = rows.folds[rowOf(rows, target)];
  if (fold === Fold.Open) return [['Fold', { do: 'fold' }, '←']];
  return fold === Fold.Closed ? [['Unfold', { do: 'unfold' }, '→']] : [];
}

function siblingCount({ siblingCounts }: TimelineModel, target: RowTarget): number {
  return siblingCounts[isSpan(target) ? target : runHead(target)] as number;
}
