import type { LiveState } from './live-stream';

/** Whether the lists are up to date: a dot and a word. */
export function LiveStateNote({ state }: { readonly state: LiveState }) {
  const live = state.kind === 'live';
  return (
    <span role="status" className={`inline-flex items-center gap-1.5 ${live ? 'text-text-muted' : 'text-warning'}`}>
      <svg viewBox="0 0 8 8" className={`size-2 ${live ? 'text-ok' : ''}`} aria-hidden="true">
        <circle cx="4" cy="4" r="3" fill={live ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.5" />
      </svg>
      {live && 'Live'}
      {state.kind === 'connecting' && 'Connecting…'}
      {state.kind === 'waiting' && `Not live: the server does not answer. Trying again in ${state.retryMs / 1000} s`}
    </span>
  );
}
