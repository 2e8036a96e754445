'use client';

import { useQuery } from '@tanstack/react-query';
import { keysQuery, keyValuesQuery } from '@/lib/api/search';
import { completionAt } from '@/lib/search/completion';
import { FIELDS, fieldNamed } from '@/lib/search/fields';
import { type CompletionOption, completionOptions } from './completion-options';
import { useDebounced } from './use-debounced';

/** Between two keystrokes of somebody who types on. */
const TYPING_PAUSE_MS = 120;

/** What may be chosen where the cursor stands. Asks the server only while `open`, and only when typing pauses. */
export function useCompletion(text: string, cursor: number, open: boolean): readonly CompletionOption[] {
  const completion = completionAt(text, cursor);
  const asksValues = completion?.what === 'value' && hasStoredValues(completion.key, completion.quotedKey);
  const asksKeys = completion !== null && completion.what !== 'value';
  const prefix = useDebounced(completion?.prefix ?? '', TYPING_PAUSE_MS);
  const keys = useQuery({ ...keysQuery(prefix), enabled: open && asksKeys });
  const key = completion?.what === 'value' ? completion.key : '';
  const values = useQuery({ ...keyValuesQuery(key, prefix), enabled: open && asksValues });
  if (!open) return [];
  return completionOptions(text, completion, keys.data?.keys ?? [], asksValues ? (values.data?.values ?? []) : []);
}

/** False for what differs in every span, and for an attribute that hides behind the name of a field. */
function hasStoredValues(key: string, quotedKey: boolean): boolean {
  const field = fieldNamed(key);
  if (field === null) return key !== '';
  return !quotedKey && ['text', 'kind', 'status'].includes(FIELDS[field].type);
}
