import { describe, expect, it } from 'vitest';
import { changesIn, draftOf, validateScenario } from './scenario-draft';
import { scenarioOf } from './test-support';

const scenario = scenarioOf({ ordersPerSecond: 50, durationSeconds: 30, seed: 7 });
const draft = draftOf(scenario);

describe('the settings of a scenario', () => {
  it('are its own unless they are changed, and only changes are sent', () => {
    expect(validateScenario(draft, 2000)).toEqual({});
    expect(changesIn(draft, scenario)).toEqual({});
    expect(changesIn({ ...draft, ordersPerSecond: '0.5', seed: '0' }, scenario)).toEqual({
      ordersPerSecond: 0.5,
      seed: 0,
    });
  });

  it.each([
    ['ordersPerSecond', '0'],
    ['ordersPerSecond', '2001'],
    ['ordersPerSecond', '1e3'],
    ['durationSeconds', ''],
    ['durationSeconds', '3601'],
    ['durationSeconds', '-1'],
    ['seed', '1.5'],
    ['seed', '99999999999999999999'],
  ] as const)('get a sentence for %s = "%s"', (field, text) => {
    expect(Object.keys(validateScenario({ ...draft, [field]: text }, 2000))).toEqual([field]);
  });
});
