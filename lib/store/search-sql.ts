import type { Param, Params } from './store';

/** Collects the values of a query under names of its own: `bind('String', x)` gives `{p0:String}`. */
export class Bindings {
  private readonly values: Record<string, Param> = {};

  bind(type: 'String' | 'Int64' | 'UInt64' | 'Float64' | 'UInt32', value: Param): string {
    const name = `p${Object.keys(this.values).length}`;
    this.values[name] = value;
    return `{${name}:${type}}`;
  }

  get params(): Params {
    return this.values;
  }
}

/** Traces as the candidates of a page: the SQL that selects their ids, and what the trace as a whole must pass. */
export interface Candidates {
  readonly sql: string;
  readonly having: readonly string[];
}
