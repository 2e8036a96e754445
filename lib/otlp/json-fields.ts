import { DECODE_BUDGET, failOverBudget } from './decode-budget';
import { ExactNumber, exactInteger, isInexact } from './exact-json';

/** How nearly every 64-bit integer comes. */
const DIGITS = /^\d{1,20}$/;

export type JsonObject = Readonly<Record<string, unknown>>;

/** What is wrong with a member of the JSON, and where. Becomes an InvalidOtlp at the top. */
export class JsonFault extends Error {
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(problem);
  }
}

/** Thrown when a number in a 64-bit field may have been rounded by `JSON.parse`: the text must be parsed exactly. */
export class NeedsExactNumbers extends Error {}

/**
 * Reads members of parsed OTLP JSON. A member that is missing or null has its default value, as in proto3's JSON; one of
 * another type than OTLP says throws a {@link JsonFault}.
 */
export class JsonFields {
  /** How many values so far had lone surrogates (U+FFFD in the text), did not fit or belong to another signal. */
  altered = 0;
  private budget = DECODE_BUDGET;

  /** Counts what is about to be built. @throws InvalidOtlp when the request holds more than DECODE_BUDGET. */
  spend(cost: number): void {
    this.budget -= cost;
    if (this.budget < 0) failOverBudget();
  }

  object(parent: JsonObject, key: string): JsonObject {
    const value = parent[key] ?? {};
    if (!isObject(value)) throw new JsonFault(key, 'must be an object');
    return value;
  }

  /** Calls `read` with each object of a list. Faults inside get the list's place in their path. */
  each(parent: JsonObject, key: string, read: (element: JsonObject) => void): void {
    const list = parent[key] ?? [];
    if (!Array.isArray(list)) throw new JsonFault(key, 'must be an array');
    for (let i = 0; i < list.length; i++) {
      const element: unknown = list[i];
      if (!isObject(element)) throw new JsonFault(`${key}[${i}]`, 'must be an object');
      try {
        read(element);
      } catch (error) {
        if (error instanceof JsonFault) throw new JsonFault(`${key}[${i}].${error.path}`, error.problem);
        throw error;
      }
    }
  }

  text(parent: JsonObject, key: string): string {
    const value = parent[key] ?? '';
    if (typeof value !== 'string') throw new JsonFault(key, 'must be a string');
    return this.wellFormed(value);
  }

  /** Lone surrogates have no UTF-8 form: they become U+FFFD, and the value counts as altered. */
  wellFormed(text: string): string {
    if (text.isWellFormed()) return text;
    this.altered++;
    return text.toWellFormed();
  }

  /** An id, lower-case. Whether it is hex of the right length is for `lib/ingest` to check. */
  hex(parent: JsonObject, key: string): string {
    const value = parent[key] ?? '';
    if (typeof value !== 'string') throw new JsonFault(key, 'must be a string of hex digits');
    return value.toWellFormed().toLowerCase();
  }

  uint32(parent: JsonObject, key: string): number {
    const value = parent[key] ?? 0;
    if (typeof value === 'number' && value >>> 0 === value) return value >>> 0;
    return Number(this.integer(parent, key, 0n, 0xffff_ffffn));
  }

  uint64(parent: JsonObject, key: string): bigint {
    return this.integer(parent, key, 0n, 0xffff_ffff_ffff_ffffn);
  }

  /** An enum: its number, or the name of one of its values, which are in the order of their numbers. */
  enumeration(parent: JsonObject, key: string, names: readonly string[]): number {
    const value = parent[key];
    if (typeof value === 'string' && names.includes(value)) return names.indexOf(value);
    return Number(this.integer(parent, key, -0x8000_0000n, 0x7fff_ffffn));
  }

  private integer(parent: JsonObject, key: string, min: bigint, max: bigint): bigint {
    const raw = parent[key] ?? 0;
    const value = wholeNumber(raw);
    if (value === null || value < min || value > max) {
      throw new JsonFault(key, `must be a whole number from ${min} to ${max}, as a number or a string`);
    }
    return value;
  }
}

/**
 * A 64-bit integer of OTLP JSON, number or string, exactly; null for anything else.
 * @throws NeedsExactNumbers for a number that may have been rounded
 */
export function wholeNumber(value: unknown): bigint | null {
  if (typeof value === 'string') return DIGITS.test(value) ? BigInt(value) : exactInteger(value);
  if (value instanceof ExactNumber) return exactInteger(value.source);
  if (isInexact(value)) throw new NeedsExactNumbers();
  return Number.isInteger(value) ? BigInt(value as number) : null;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}
