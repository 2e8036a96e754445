import type { ImportProgress, ImportReport } from '@/lib/import/import-file';

/** What the page tells the worker: a file, and where the server is, since a worker made of a blob has no address of its own. */
export interface ImportOrder {
  readonly file: File;
  readonly origin: string;
}

/** What the worker tells the page; the last of them is `report` or `failure`. */
export type ImportMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'report'; readonly report: ImportReport }
  | { readonly kind: 'failure'; readonly sentence: string };
