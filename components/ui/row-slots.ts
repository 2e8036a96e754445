/**
 * Gives each row that is rendered an element, by a number: a row keeps its own as long as it is rendered. Where a jump brings
 * mostly other rows into view, they take over the elements of the rows that left: changing texts takes a fraction of the time of
 * making elements. Otherwise rows that come get new ones, so that none of those that stay is moved in the document.
 */
export class RowSlots {
  private slots = new Map<number, number>();
  private fresh = 0;

  /** The slots of `rows`, in their order. The same rows again get the same ones. */
  assign(rows: readonly number[]): readonly number[] {
    const staying = rows.filter((row) => this.slots.has(row));
    const kept = new Map(staying.map((row) => [row, this.slots.get(row) as number]));
    const taken = new Set(kept.values());
    const free = staying.length * 2 < rows.length ? [...this.slots.values()].filter((slot) => !taken.has(slot)) : [];
    let used = 0;
    this.slots = new Map(rows.map((row) => [row, kept.get(row) ?? free[used++] ?? this.fresh++]));
    return [...this.slots.values()];
  }
}
