import { formatCount } from '@/lib/base/units';
import { type ImportReport, MAX_COMPARED_TRACES } from '@/lib/import/import-file';

/** What became of the file, as sentences. */
export function reportWords({ spanCount, acceptedCount, newCount, traces }: ImportReport): string[] {
  const words = [`${spansText(spanCount)} read, ${formatCount(acceptedCount)} taken.`];
  if (newCount === null && traces.length <= MAX_COMPARED_TRACES) {
    words.push(
      'Which of them were stored before is not known: the server did not say. A span that was is not stored twice.',
    );
  } else if (newCount === null) {
    words.push(
      `Which of them were stored before was not looked up: the file has ${formatCount(traces.length)} traces, and that is asked of up to ${MAX_COMPARED_TRACES}. A span that was is not stored twice.`,
    );
  } else if (newCount < acceptedCount) {
    words.push(
      `${formatCount(acceptedCount - newCount)} of these were stored already, or are in the file twice: each is kept once, as it came first.`,
    );
  } else if (newCount > acceptedCount) {
    words.push(`Meanwhile ${spansText(newCount - acceptedCount)} of these traces came from elsewhere.`);
  }
  return words;
}

/** The one trace of a file of which nothing needs to be said; null where something does. */
export function traceToOpen({ spanCount, acceptedCount, newCount, notTaken, traces }: ImportReport): string | null {
  const plain = notTaken.length === 0 && acceptedCount === spanCount && newCount === spanCount;
  return plain && traces.length === 1 ? (traces[0]?.traceId ?? null) : null;
}

function spansText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'span' : 'spans'}`;
}
