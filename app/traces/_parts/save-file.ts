/** Long enough for any browser to have begun with the file. */
const KEPT_MS = 60_000;

/** Hands a file made in the page to the browser, to be saved. */
export function saveFile(parts: readonly BlobPart[], name: string, type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  saveFromUrl(url, name);
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** Has the browser save what is at an address of this site. */
export function saveFromUrl(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}
