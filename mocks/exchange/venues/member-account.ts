import type { VenueCancelReject, VenueReport } from '../feed/protocol';

type Numbered = VenueReport | VenueCancelReject;
type Unnumbered = Numbered extends infer Each ? (Each extends Numbered ? Omit<Each, 'sequence'> : never) : never;

/** One connection that a member has logged on with. */
export interface MemberSession {
  readonly deliver: (report: Numbered) => void;
  /** The member has logged on with another connection: this one is over. */
  readonly replaced: () => void;
}

/** So many reports that it has not acknowledged are kept for a member that is away: half a minute of the heaviest load. */
const MAX_KEPT = 100_000;

/** What one member has been told, so that a reconnect misses nothing. */
export class MemberAccount {
  private readonly kept: Numbered[] = [];
  private sent = 0;
  /** null while the member is not connected. */
  private session: MemberSession | null = null;

  get lastSequence(): number {
    return this.sent;
  }

  /** Numbers a report, keeps it, and sends it if the member is there. */
  tell(report: Unnumbered): void {
    const numbered = { ...report, sequence: ++this.sent };
    this.kept.push(numbered);
    if (this.kept.length > MAX_KEPT) this.kept.splice(0, MAX_KEPT / 2);
    this.session?.deliver(numbered);
  }

  /**
   * Further reports go to `session`. One that is open still is replaced: the member knows best which of its connections is
   * alive, and the venue may not have noticed that the old one is not.
   * @returns the kept reports after `lastSequence`.
   */
  attach(lastSequence: number, session: MemberSession): Numbered[] {
    this.session?.replaced();
    this.session = session;
    return this.kept.filter(({ sequence }) => sequence > lastSequence);
  }

  /** The member has all up to this one. */
  acknowledge(sequence: number): void {
    const first = this.kept.findIndex((report) => report.sequence > sequence);
    this.kept.splice(0, first === -1 ? this.kept.length : first);
  }

  detach(session: MemberSession): void {
    if (this.session === session) this.session = null;
  }
}
