/** Called by Next once, before the server takes requests: starts the store and ingest, then the mock exchange as a client of theirs. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startServer } = await import('./lib/server/start');
  const { ownUrl } = await import('./lib/server/config');
  const { shutDownOnSignal } = await import('./lib/server/shutdown');
  const runtime = await startServer();
  if (!runtime.config.exchange) {
    shutDownOnSignal(runtime, async () => {});
    return;
  }
  const { startExchangeThread } = await import('./mocks/exchange/thread/exchange-thread');
  const { setExchange } = await import('./mocks/exchange/instance');
  const { exchangeMetrics } = await import('./mocks/exchange/metrics');
  const { parsePorts } = await import('./mocks/exchange/venues/venues');
  const exchange = startExchangeThread({
    traceEndpoint: `${ownUrl(runtime.config)}/v1/traces`,
    onOrder: (order) => runtime.live.publishOrder(order),
    ports: parsePorts(process.env.FILLPATH_VENUE_PORTS),
  });
  setExchange(exchange);
  // While there is no exchange its counters are absent, and the server's own are still there.
  runtime.metrics.push(async () => (exchange.trouble() === null ? exchangeMetrics(await exchange.counters()) : []));
  runtime.troubles.push(() => exchange.trouble());
  shutDownOnSignal(runtime, () => exchange.stop());
}
