/** Ids that are remembered: the latest so many, the oldest go first. */
export class BoundedSet {
  private readonly ids = new Set<string>();

  constructor(private readonly capacity: number) {}

  add(id: string): void {
    this.ids.add(id);
    const oldest = this.ids.keys().next();
    if (this.ids.size > this.capacity && !oldest.done) this.ids.delete(oldest.value);
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}
