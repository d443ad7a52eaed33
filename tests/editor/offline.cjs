// Loaded into the language server before anything else: whatever it tries to reach is refused and named on stderr.
const net = require('node:net');

net.Socket.prototype.connect = function (...args) {
  const [options] = net._normalizeArgs(args);
  const target = options.path ?? `${options.host ?? 'localhost'}:${options.port}`;
  process.stderr.write(`network: ${target}\n`);
  process.nextTick(() => this.destroy(new Error(`no network here: ${target}`)));
  return this;
};
