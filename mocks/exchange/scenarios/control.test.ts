import { describe, expect, it } from 'vitest';
import { exchangeState } from '@/lib/api/exchange-contract';
import { isFillpathError } from '@/lib/base/errors';
import { startedControl } from './test-control';

describe('the control of the exchange', () => {
  it('says its state in the shape of the contract', async () => {
    const { control } = await startedControl();
    const state = control.state();
    expect(exchangeState.strict().parse(state)).toEqual(state);
    expect(structuredClone(state)).toEqual(state);
  });

  it('sends orders at the rate that is asked for, and none at 0', async () => {
    const { control, settled, clock, states } = await startedControl();
    const loads = async () => {
      await control.setLoad(50);
      await clock.sleep(3_010);
      const during = control.state().load;
      await control.setLoad(0);
      await clock.sleep(2_000);
      return [during, control.state().load];
    };
    expect(await settled(loads())).toEqual([
      { ordersPerSecond: 50, achieved: expect.closeTo(50, 0), limit: 2_000 },
      { ordersPerSecond: 0, achieved: 0, limit: 2_000 },
    ]);
    expect(new Set(states.map(({ orderId }) => orderId)).size).toBe(150);
    expect(new Set(states.map(({ userId }) => userId.slice(0, 4)))).toEqual(new Set(['SIM-']));
  });

  const refusals: [string, (control: Awaited<ReturnType<typeof startedControl>>['control']) => unknown, string][] = [
    ['a load beyond the limit', (control) => control.setLoad(2_001), 'invalid-input'],
    ['a load of NaN', (control) => control.setLoad(Number.NaN), 'invalid-input'],
    ['a ratio beyond 1', (control) => control.setSampling(1.1), 'invalid-input'],
    ['an unknown fault', (control) => control.setFault('gremlins', true), 'not-found'],
    ['an unknown flow', (control) => control.startFlow('dance', 1), 'not-found'],
    ['half a flow', (control) => control.startFlow('order-lifecycle', 1.5), 'invalid-input'],
    ['an unknown scenario', (control) => control.startScenario('doom', {}), 'not-found'],
    [
      'a scenario of no length',
      (control) => control.startScenario('calm-market', { durationSeconds: 0 }),
      'invalid-input',
    ],
    ['stopping what does not run', (control) => control.stopRun(), 'conflict'],
  ];
  it.each(refusals)('refuses %s', async (_what, ask, kind) => {
    const { control } = await startedControl();
    const refusal = await (async () => ask(control))().catch((error: unknown) => error);
    expect(isFillpathError(refusal) && refusal.kind).toBe(kind);
  });

  it('names what there is to whoever asks for an unknown fault, flow or scenario', async () => {
    const { control } = await startedControl();
    const { faults, flows, scenarios } = control.state();
    const asked: [() => unknown, string, readonly { name: string }[]][] = [
      [() => control.setFault('doom', true), 'fault', faults],
      [() => control.startFlow('doom', 1), 'flow', flows],
      [() => control.startScenario('doom', {}), 'scenario', scenarios],
    ];
    for (const [ask, what, known] of asked) {
      const names = known.map(({ name }) => name).join(', ');
      await expect((async () => ask())()).rejects.toThrow(`There is no ${what} "doom". Use one of ${names}.`);
    }
  });

  it('goes by the latest load that was asked for, also while the clients still log in', async () => {
    const { control, settled, clock, states } = await startedControl();
    const loads = async () => {
      await Promise.all([control.setLoad(500), control.setLoad(0)]);
      await clock.sleep(1_000);
      const { ordersPerSecond } = control.state().load;
      control.close();
      return ordersPerSecond;
    };
    expect(await settled(loads())).toBe(0);
    expect(states).toEqual([]);
  });

  it('sends nothing any more once it is closed, whatever was asked for just before', async () => {
    const { control, settled, clock, states } = await startedControl();
    const loads = async () => {
      const asked = control.setLoad(500);
      control.close();
      await asked;
      await clock.sleep(1_000);
      control.close();
    };
    await settled(loads());
    expect(states).toEqual([]);
  });
});
