import fc from 'fast-check';
import type { Command } from './types';

const NONSENSE = [0, -3, 0.5, 1e308, Number.NaN, Number.POSITIVE_INFINITY, 1_000_000_001];

/** Mostly near enough to each other to trade, now and then no price or quantity at all. */
const price = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: 97, max: 103 }) },
  { weight: 1, arbitrary: fc.constantFrom(...NONSENSE) },
);
const quantity = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: 1, max: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom(...NONSENSE) },
);
/** How many commands ago the order came that is meant: now and then one that never was, or the command itself. */
const back = fc.nat(12);

/** How many commands ago the id was used that this one takes again; 0: none. */
const reuse = fc.oneof({ weight: 30, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(12) });

const drawnNew = fc.record({
  kind: fc.constant('new' as const),
  reuse,
  owner: fc.constantFrom('p', 'q', 'r'),
  side: fc.constantFrom('buy' as const, 'sell' as const),
  price: fc.oneof({ weight: 9, arbitrary: price }, { weight: 1, arbitrary: fc.constant(null) }),
  quantity,
  timeInForce: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('GTC' as const, 'Day' as const) },
    { weight: 1, arbitrary: fc.constantFrom('IOC' as const, 'FOK' as const) },
  ),
});
const drawnReplace = fc.record({ kind: fc.constant('replace' as const), reuse, back, price, quantity });
const drawnCancel = fc.record({ kind: fc.constant('cancel' as const), back });
const endOfSession = fc.constant({ kind: 'endOfSession' as const });

/** Up to 80 commands. An order or replacement is mostly named by its position, so that later commands find it. */
export const commands: fc.Arbitrary<Command[]> = fc
  .array(
    fc.oneof(
      { weight: 24, arbitrary: drawnNew },
      { weight: 8, arbitrary: drawnReplace },
      { weight: 4, arbitrary: drawnCancel },
      { weight: 1, arbitrary: endOfSession },
    ),
    { maxLength: 80, size: 'max' },
  )
  .map((drawn) =>
    drawn.map((command, index): Command => {
      if (command.kind === 'endOfSession') return command;
      if (command.kind === 'cancel') return { kind: 'cancel', orderId: String(index - command.back) };
      const orderId = String(index - command.reuse);
      if (command.kind === 'new') {
        const { kind, owner, side, price, quantity, timeInForce } = command;
        return { kind, orderId, owner, side, price, quantity, timeInForce };
      }
      const { kind, price, quantity } = command;
      return { kind, orderId, origOrderId: String(index - command.back), price, quantity };
    }),
  );
