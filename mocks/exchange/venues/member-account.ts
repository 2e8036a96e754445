import type { VenueCancelReject, VenueReport } from '../feed/protocol';

type Numbered = VenueReport | VenueCancelReject;
type Unnumbered = Numbered extends infer Each ? (Each extends Numbered ? Omit<Each, 'sequence'> : never) : never;

/** So many reports that it has not acknowledged are kept for a member that is away: half a minute of the heaviest load. */
const MAX_KEPT = 100_000;

/** What one member has been told, so that a reconnect misses nothing. */
export class MemberAccount {
  private readonly kept: Numbered[] = [];
  private sent = 0;
  /** Takes reports to the member; null while it is not connected. */
  private deliver: ((report: Numbered) => void) | null = null;

  get lastSequence(): number {
    return this.sent;
  }

  /** Numbers a report, keeps it, and sends it if the member is there. */
  tell(report: Unnumbered): void {
    const numbered = { ...report, sequence: ++this.sent };
    this.kept.push(numbered);
    if (this.kept.length > MAX_KEPT) this.kept.splice(0, MAX_KEPT / 2);
    this.deliver?.(numbered);
  }

  /** @returns the kept reports after `lastSequence`; further ones go to `deliver`. */
  attach(lastSequence: number, deliver: (report: Numbered) => void): Numbered[] {
    this.deliver = deliver;
    return this.kept.filter(({ sequence }) => sequence > lastSequence);
  }

  /** The member has all up to this one. */
  acknowledge(sequence: number): void {
    const first = this.kept.findIndex((report) => report.sequence > sequence);
    this.kept.splice(0, first === -1 ? this.kept.length : first);
  }

  detach(deliver: (report: Numbered) => void): void {
    if (this.deliver === deliver) this.deliver = null;
  }
}
