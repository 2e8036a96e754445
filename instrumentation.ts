/** Called by Next once, before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startServer } = await import('./lib/server/start');
  const { shutDownOnSignal } = await import('./lib/server/shutdown');
  shutDownOnSignal(await startServer(), async () => {});
}
