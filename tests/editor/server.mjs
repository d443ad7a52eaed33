// A client of the real YAML language server, with a bound on every wait.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const SECONDS = 10;
const ERROR = 1; // MessageType.Error

/** Waits for a promise, but not longer than `seconds`. */
export async function within(promise, what, seconds = SECONDS) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s: ${what}`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export class Server {
  /** What the server said that it should not have: errors, requests nobody expects, text on stderr. */
  complaints = [];
  #published = new Map();
  #waiting = new Map();
  #configured = withResolvers();

  static async start(root, settings) {
    const server = new Server(root, settings);
    try {
      await server.#initialise(root);
    } catch (error) {
      server.#process.kill('SIGKILL');
      throw error;
    }
    return server;
  }

  #process;
  #connection;

  constructor(root, settings) {
    this.#process = spawn('node_modules/.bin/yaml-language-server', ['--stdio'], {
      cwd: here,
      env: { ...process.env, NODE_OPTIONS: '--require ./offline.cjs' },
    });
    this.#process.on('error', (error) => this.complaints.push(String(error)));
    this.#process.stderr.setEncoding('utf8').on('data', (text) => this.complaints.push(...text.trim().split('\n')));
    const connection = rpc.createMessageConnection(this.#process.stdout, this.#process.stdin);
    this.#connection = connection;
    connection.onError(([error]) => this.complaints.push(String(error)));
    connection.onRequest('workspace/configuration', ({ items }) => {
      if (items.some(({ section }) => section === 'yaml')) this.#configured.resolve();
      return items.map(({ section }) => settings[section] ?? {});
    });
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest((method) => {
      this.complaints.push(`request ${method}`);
      throw new rpc.ResponseError(rpc.ErrorCodes.MethodNotFound, method);
    });
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.#published.set(uri, diagnostics);
      this.#waiting.get(uri)?.(diagnostics);
    });
    connection.onNotification((method, params) => {
      const harmless = method.startsWith('window/') && params.type !== ERROR;
      if (!harmless) this.complaints.push(`${method} ${JSON.stringify(params)}`);
    });
    connection.listen();
  }

  async #initialise(root) {
    const rootUri = pathToFileURL(root).href;
    await this.request('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: 'quytrinh' }],
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
          formatting: { dynamicRegistration: true },
          hover: { contentFormat: ['markdown', 'plaintext'] },
          publishDiagnostics: {},
        },
      },
    });
    await this.#connection.sendNotification('initialized', {});
    await within(this.#configured.promise, 'workspace/configuration');
  }

  request(method, params) {
    return within(this.#connection.sendRequest(method, params), method);
  }

  /** Opens a document under an address of the file system, whether a file is there or not. */
  open(uri, text) {
    this.#published.delete(uri);
    return this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
  }

  /** The diagnostics of an open document, as soon as the server has published them. */
  diagnostics(uri) {
    if (this.#published.has(uri)) return this.#published.get(uri);
    const published = new Promise((resolve) => this.#waiting.set(uri, resolve));
    return within(published, `diagnostics of ${uri}`).finally(() => this.#waiting.delete(uri));
  }

  hover(uri, position) {
    return this.request('textDocument/hover', { textDocument: { uri }, position });
  }

  completion(uri, position) {
    return this.request('textDocument/completion', { textDocument: { uri }, position });
  }

  /** Shuts the server down; its exit code. */
  async stop() {
    try {
      const exit = once(this.#process, 'exit');
      await this.request('shutdown');
      await this.#connection.sendNotification('exit');
      const [code] = await within(exit, 'exit');
      return code;
    } finally {
      this.#process.kill('SIGKILL');
      this.#connection.dispose();
    }
  }
}

function withResolvers() {
  let resolve;
  const promise = new Promise((r) => (resolve = r));
  return { promise, resolve };
}
