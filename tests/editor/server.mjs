// A client of the real YAML language server, with a bound on every wait.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import rpc from 'vscode-jsonrpc/node.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const PATIENCE = 10; // seconds
const ERROR = 1; // MessageType.Error

export class Server {
  /** What the server said that it should not have: errors, requests nobody expects, text on stderr. */
  complaints = [];
  #process;
  #connection;
  #configured;
  #late;
  #published = new Map();
  #waiting = new Map();

  /** A server that has read its settings. */
  static async start(root, settings) {
    const server = new Server(settings);
    try {
      await server.#initialise(pathToFileURL(root).href);
    } catch (error) {
      server.#end();
      throw error;
    }
    return server;
  }

  constructor(settings) {
    this.#process = spawn('node_modules/.bin/yaml-language-server', ['--stdio'], {
      cwd: here,
      env: { ...process.env, NODE_OPTIONS: '--require ./offline.cjs' },
    });
    this.#process.on('error', (error) => this.complaints.push(String(error)));
    this.#process.stderr.setEncoding('utf8').on('data', (text) => this.complaints.push(...text.trim().split('\n')));

    const connection = rpc.createMessageConnection(this.#process.stdout, this.#process.stdin);
    this.#connection = connection;
    connection.onError(([error]) => this.complaints.push(String(error)));
    this.#configured = new Promise((resolve) => {
      connection.onRequest('workspace/configuration', ({ items }) => {
        if (items.some(({ section }) => section === 'yaml')) resolve();
        return items.map(({ section }) => settings[section] ?? {});
      });
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

  async #initialise(rootUri) {
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
    await this.#notify('initialized', {});
    await this.#within(() => this.#configured, 'workspace/configuration');
  }

  /** Asks and waits, but not for long, and not at all when the server has failed to answer before. */
  async #within(ask, what) {
    if (this.#late) throw this.#late;
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        this.#late = new Error(`no answer within ${PATIENCE} s: ${what}`);
        reject(this.#late);
      }, PATIENCE * 1000);
    });
    try {
      return await Promise.race([ask(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async request(method, params) {
    return this.#within(() => this.#connection.sendRequest(method, params), method);
  }

  async #notify(method, params) {
    return this.#within(() => this.#connection.sendNotification(method, params), method);
  }

  /** Opens a document under an address of the file system, whether a file is there or not. */
  async open(uri, text) {
    this.#published.delete(uri);
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await this.#notify('textDocument/didOpen', { textDocument });
  }

  /** The diagnostics of an open document, as soon as the server has published them. */
  async diagnostics(uri) {
    const published = new Promise((resolve) => this.#waiting.set(uri, resolve));
    return this.#published.get(uri) ?? this.#within(() => published, `diagnostics of ${uri}`);
  }

  async hover(uri, position) {
    return this.request('textDocument/hover', { textDocument: { uri }, position });
  }

  async completion(uri, position) {
    return this.request('textDocument/completion', { textDocument: { uri }, position });
  }

  /** Shuts the server down; its exit code. */
  async stop() {
    try {
      const exit = once(this.#process, 'exit');
      await this.request('shutdown');
      await this.#notify('exit');
      const [code] = await this.#within(() => exit, 'exit');
      return code;
    } finally {
      this.#end();
    }
  }

  #end() {
    this.#process.kill('SIGKILL');
    this.#connection.dispose();
  }
}
