/** The embedded database engine: PGlite in a worker thread, spoken to in PostgreSQL's own wire protocol. */
import { createRequire } from 'node:module';
import { Worker, type MessagePort } from 'node:worker_threads';
import { Halt } from '../model/errors.js';

/** What the worker is told to do; every request is answered once, by number. */
type Request = { id: number; bytes: Uint8Array } | { id: number; end: true };
type Answer = { id: number; bytes: Uint8Array; last: boolean } | { id: number; error: string };
interface Setup {
  pglite: string;
  folder: string;
}

export interface Engine {
  /** Runs messages up to a Sync or one simple query; gives the answer of the server in full messages. */
  run(bytes: Uint8Array): Promise<Buffer>;
  /** Called once when the engine stops by itself, with the reason. */
  onFailure(listener: (reason: Error) => void): void;
  close(): Promise<void>;
}

/**
 * Body of the worker thread. It is handed over as text (`new Worker(text, { eval: true })`), so that it runs
 * the same from compiled JavaScript and from the sources under a test runner: it may use nothing from outside.
 */
function work(
  load: (id: string) => unknown,
  port: MessagePort,
  setup: { pglite: string; folder: string },
): void {
  // Most of the database runs a few times only: compiling it well costs more than running it would.
  const { setFlagsFromString } = load('node:v8') as typeof import('node:v8');
  setFlagsFromString('--wasm-tiering-budget=18000000');
  const { PGlite } = load(setup.pglite) as typeof import('@electric-sql/pglite');
  const start = async () => {
    const database = await PGlite.create(setup.folder, {
      startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'],
    });
    const LARGE = 262_144;
    const answer = async (request: Request) => {
      if ('end' in request) {
        await database.close();
        port.postMessage({ id: request.id, bytes: new Uint8Array(0), last: true });
        port.close();
        return;
      }
      let parts: Uint8Array[] = [];
      let size = 0;
      const post = (last: boolean) => {
        const bytes = new Uint8Array(size);
        let at = 0;
        for (const part of parts) {
          bytes.set(part, at);
          at += part.length;
        }
        parts = [];
        size = 0;
        port.postMessage({ id: request.id, bytes, last }, [bytes.buffer]);
      };
      await database.execProtocolRawStream(request.bytes, {
        onRawData: (data: Uint8Array) => {
          parts.push(data.slice());
          size += data.length;
          if (size > LARGE) post(false);
        },
      });
      post(true);
    };
    let turn = Promise.resolve();
    port.on('message', (request: Request) => {
      turn = turn
        .then(() => answer(request))
        .catch((error: unknown) => port.postMessage({ id: request.id, error: String(error) }));
    });
    port.postMessage({ id: 0, bytes: new Uint8Array(0), last: true });
  };
  start().catch((error: unknown) => port.postMessage({ id: 0, error: String(error) }));
}

const SOURCE = `(${work.toString()})(require, require('node:worker_threads').parentPort, require('node:worker_threads').workerData)`;

interface Waiting {
  parts: Uint8Array[];
  resolve: (bytes: Buffer) => void;
  reject: (reason: Error) => void;
}

class WorkerEngine implements Engine {
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners: ((reason: Error) => void)[] = [];
  private failure: Error | null = null;
  private closing = false;
  private last = 0;

  constructor(private readonly worker: Worker) {
    worker.on('message', (answer: Answer) => this.take(answer));
    worker.on('error', (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.fail(new Error('the thread of the embedded database has ended')));
  }

  /** Resolves when the database answers. */
  ready(): Promise<Buffer> {
    return this.wait(0);
  }

  run(bytes: Uint8Array): Promise<Buffer> {
    return this.ask((id) => ({ id, bytes }));
  }

  onFailure(listener: (reason: Error) => void): void {
    this.listeners.push(listener);
  }

  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    if (!this.failure) await this.ask((id) => ({ id, end: true }));
    await this.worker.terminate();
  }

  private ask(request: (id: number) => Request): Promise<Buffer> {
    if (this.failure) return Promise.reject(this.failure);
    this.last += 1;
    const answer = this.wait(this.last);
    this.worker.postMessage(request(this.last), []);
    return answer;
  }

  private wait(id: number): Promise<Buffer> {
    return new Promise((resolve, reject) => this.waiting.set(id, { parts: [], resolve, reject }));
  }

  private take(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return;
    if ('error' in answer) {
      this.waiting.delete(answer.id);
      waiting.reject(new Error(answer.error));
      return;
    }
    waiting.parts.push(answer.bytes);
    if (!answer.last) return;
    this.waiting.delete(answer.id);
    waiting.resolve(Buffer.concat(waiting.parts));
  }

  private fail(reason: Error): void {
    if (this.failure) return;
    this.failure = reason;
    for (const { reject } of this.waiting.values()) reject(reason);
    this.waiting.clear();
    if (!this.closing) for (const listener of this.listeners) listener(reason);
  }
}

/**
 * Starts PGlite on a folder that nobody else has open.
 * @param folder where the database lies; created when absent
 * @throws Halt when the folder cannot be opened
 */
export async function startEngine(folder: string): Promise<Engine> {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const setup: Setup = { pglite, folder };
  const worker = new Worker(SOURCE, { eval: true, workerData: setup });
  const engine = new WorkerEngine(worker);
  try {
    await engine.ready();
  } catch (error) {
    await worker.terminate();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Halt(
      `the embedded database in ${folder} does not open (${reason}); restore the folder from a copy, or set PANTAU_DATA to another folder`,
      { cause: error },
    );
  }
  return engine;
}
