/** Ids that are remembered: the latest so many, the oldest go first. */
export class BoundedSet {
  private readonly ids = new Set<string>();
  /** Stands at the oldest; a new one each time would walk over those that are gone. */
  private readonly oldest = this.ids.values();

  constructor(private readonly capacity: number) {}

  /** One that is remembered already keeps its age. @returns the id that is forgotten for it, if any. */
  add(id: string): string | undefined {
    this.ids.add(id);
    if (this.ids.size <= this.capacity) return undefined;
    const { value } = this.oldest.next();
    if (value !== undefined) this.ids.delete(value);
    return value;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}
