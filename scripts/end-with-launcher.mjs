// Loaded into the server by serve.mjs: when the launcher is gone, killed without a chance to say so, the server ends too.
// `next dev` loads it into its worker as well, whose channel leads to Next, and is all that keeps it alive until Next has spoken.
if (process.channel && !process.env.NEXT_PRIVATE_WORKER) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
