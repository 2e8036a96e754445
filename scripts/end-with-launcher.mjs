// Loaded into the server by serve.mjs: when the launcher is gone, killed without a chance to say so, the server ends too.
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
