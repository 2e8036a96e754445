import { FillpathError } from '@/lib/base/errors';
import { ALONE, FAULTS, type FaultData, type FaultName } from './fault-catalogue';
import { PLANTS, type World } from './plants';

/** Switches faults on and off; the same twice changes nothing. */
export class FaultSwitches {
  private readonly planted = new Map<FaultName, () => void>();

  constructor(private readonly world: World) {}

  list(): (FaultData & { readonly active: boolean })[] {
    return FAULTS.map((fault) => ({ ...fault, active: this.planted.has(fault.name) }));
  }

  isActive(name: FaultName): boolean {
    return this.planted.has(name);
  }

  /** Whether one is active that orders which are sent together do not meet. */
  get needAlone(): boolean {
    return ALONE.some((name) => this.planted.has(name));
  }

  set(name: FaultName, active: boolean): void {
    const heal = this.planted.get(name);
    if (active && !heal) this.planted.set(name, PLANTS[name](this.world));
    if (!active && heal) {
      this.planted.delete(name);
      heal();
    }
  }

  healAll(): void {
    for (const name of this.planted.keys()) this.set(name, false);
  }
}

/** @throws FillpathError `not-found`. */
export function faultNamed(name: string): FaultName {
  const found = FAULTS.find((fault) => fault.name === name);
  if (found) return found.name;
  throw new FillpathError(
    'not-found',
    `There is no fault "${name}". Use one of ${FAULTS.map((each) => each.name).join(', ')}.`,
  );
}
