/** Writes what comes a page at a time as one text. */
export interface PageWriter<Page> {
  page(page: Page): string;
  end(): string;
}

/**
 * JSON that is sent as it is written, whatever its length: the next page is asked for when the reader has taken the last.
 * The first is waited for, so that what throws before it is answered as a problem. What throws later breaks the connection
 * off, so that nobody takes what has come for the whole.
 */
export async function streamJson<Page>(pages: AsyncGenerator<Page>, writer: PageWriter<Page>): Promise<Response> {
  const encoder = new TextEncoder();
  let next: IteratorResult<Page> | null = await pages.next();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        next ??= await pages.next();
        const text = next.done === true ? writer.end() : writer.page(next.value);
        controller.enqueue(encoder.encode(text));
        if (next.done === true) controller.close();
        next = null;
      } catch (error) {
        console.error('An answer broke off', error);
        throw error;
      }
    },
    cancel: async () => {
      await pages.return(undefined);
    },
  });
  return new Response(body, { headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } });
}
