import type { Service } from './service';

/** Runs instead of the body of a span, inside that span; calls `body` once, or its result is not the span's. */
export type Around = <Result>(service: Service, body: () => Promise<Result>) => Promise<Result>;

/**
 * What has been planted in services, asked at their two seams: a span that begins and a message that comes. The services
 * themselves know of no fault.
 */
export class ServiceFaults {
  private readonly planted = new Map<string, Around>();
  private readonly silent = new Set<string>();

  /**
   * Puts something around the work of every further span of this name. @returns the function that takes it out again.
   * @throws Error when there is something around it already.
   */
  plant(service: string, span: string, around: Around): () => void {
    const key = keyOf(service, span);
    if (this.planted.has(key)) throw new Error(`Something is planted around ${span} of ${service} already`);
    this.planted.set(key, around);
    return () => void this.planted.delete(key);
  }

  /** Messages to this service are taken and forgotten: nobody handles or answers them. @returns the function that ends it. */
  silence(service: string): () => void {
    this.silent.add(service);
    return () => void this.silent.delete(service);
  }

  around(service: string, span: string): Around | undefined {
    return this.planted.size === 0 ? undefined : this.planted.get(keyOf(service, span));
  }

  isSilent(service: string): boolean {
    return this.silent.has(service);
  }
}

function keyOf(service: string, span: string): string {
  return `${service}\n${span}`;
}
