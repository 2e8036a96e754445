/** Where a connection to a venue is; names as feed handlers use them. */
export type SessionState = 'Disconnected' | 'Connecting' | 'Connected' | 'Authenticated' | 'Subscribed';

/** What can happen to it. */
export type SessionEvent = 'dial' | 'open' | 'welcome' | 'subscribed' | 'close';

const NEXT: Readonly<Record<SessionState, Partial<Record<SessionEvent, SessionState>>>> = {
  Disconnected: { dial: 'Connecting' },
  Connecting: { open: 'Connected', close: 'Disconnected' },
  Connected: { welcome: 'Authenticated', close: 'Disconnected' },
  Authenticated: { subscribed: 'Subscribed', close: 'Disconnected' },
  Subscribed: { close: 'Disconnected' },
};

/**
 *     Disconnected ─dial→ Connecting ─open→ Connected ─welcome→ Authenticated ─subscribed→ Subscribed
 *           ↑──────────close──────┴─────────────┴─────────────────────┴───────────────────────┘
 *
 * @returns the state after an event, or null when the event makes no sense there and changes nothing.
 */
export function nextState(state: SessionState, event: SessionEvent): SessionState | null {
  return NEXT[state][event] ?? null;
}
