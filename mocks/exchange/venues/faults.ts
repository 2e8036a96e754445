/** What can be made to go wrong at a venue. Each switch stays as it is set until it is set back; `heal` sets all back. */
export interface VenueFaults {
  /** Every order takes so much longer to get in, in ms. */
  readonly addLatency: (ms: number) => void;
  /** This share of new orders, 0 to 1, is rejected as `venue_overloaded`. */
  readonly rejectOrders: (share: number) => void;
  /** Every nth number of a symbol's market data is used up without its message being sent; 0 for none. */
  readonly dropEvery: (nth: number) => void;
  /** Every nth market data message is sent twice; 0 for none. */
  readonly duplicateEvery: (nth: number) => void;
  /** Every nth market data message is cut in half; 0 for none. */
  readonly malformEvery: (nth: number) => void;
  /** Keeps its connections and says nothing, heartbeats included. What it held back comes when it is over, or at the next logon. */
  readonly silence: (on: boolean) => void;
  /** Closes every connection of a channel now. */
  readonly disconnect: (channel: 'orders' | 'market', reason?: string) => void;
  /** Ends at once, without a word, with whatever orders are open; they are gone. */
  readonly die: () => Promise<void>;
  /** Opens again after {@link die}, on the same port, with a new book. */
  readonly revive: () => void;
  /** Sets every switch back, and revives. */
  readonly heal: () => void;
}

type Actions = Pick<VenueFaults, 'silence' | 'disconnect' | 'die' | 'revive'>;

/** Switches that set `state`, and those that need the venue to act. */
export function switches(state: FaultState, actions: Actions): VenueFaults {
  return {
    ...actions,
    addLatency: (ms) => (state.latencyMs = ms),
    rejectOrders: (share) => (state.rejectShare = share),
    dropEvery: (nth) => (state.dropNth = nth),
    duplicateEvery: (nth) => (state.duplicateNth = nth),
    malformEvery: (nth) => (state.malformNth = nth),
    heal() {
      actions.silence(false);
      Object.assign(state, noFaults());
      actions.revive();
    },
  };
}

/** The switches as the venue reads them. */
export interface FaultState {
  latencyMs: number;
  rejectShare: number;
  dropNth: number;
  duplicateNth: number;
  malformNth: number;
  silent: boolean;
}

export function noFaults(): FaultState {
  return { latencyMs: 0, rejectShare: 0, dropNth: 0, duplicateNth: 0, malformNth: 0, silent: false };
}
