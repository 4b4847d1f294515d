/** The exchange: hands the messages of many sessions, one transaction at a time, to the one engine. */
import type { Duplex } from 'node:stream';
import type { Engine } from './engine.js';
import {
  buildError,
  buildQuery,
  buildStartup,
  listMessages,
  readOpening,
  readSearchPath,
  readStrings,
} from './wire.js';

const HOME_PATH = 'public';
/** A session that sits in a transaction for so long is cut off, so that a frozen guest does not stop the rest. */
const IDLE_IN_TRANSACTION_MS = 120_000;
const MAX_PENDING_BYTES = 512 * 1024 * 1024;

interface Session {
  stream: Duplex;
  received: Buffer[];
  size: number;
  opened: boolean;
  path: string; // search_path of this session
  channels: Set<string>;
  batches: Buffer[]; // complete work, not yet handed to the engine
  closed: boolean;
}

export class Exchange {
  private readonly sessions = new Set<Session>();
  private readonly line: Session[] = []; // sessions with work, first come first served
  private owner: Session | null = null; // the session inside a transaction
  private path = HOME_PATH; // search_path of the engine
  private busy = false;
  private patience: NodeJS.Timeout | null = null;
  private greeting: Buffer = Buffer.alloc(0);

  private constructor(private readonly engine: Engine) {
    engine.onFailure((reason) => {
      for (const session of this.sessions) this.refuse(session, reason.message);
    });
  }

  static async start(engine: Engine): Promise<Exchange> {
    const exchange = new Exchange(engine);
    exchange.greeting = await engine.run(buildStartup());
    await engine.run(buildQuery(`SET TIME ZONE 'UTC'`));
    return exchange;
  }

  /** Takes a connection of this or another process as a session of its own. */
  accept(stream: Duplex): void {
    const session: Session = {
      stream,
      received: [],
      size: 0,
      opened: false,
      path: HOME_PATH,
      channels: new Set(),
      batches: [],
      closed: false,
    };
    this.sessions.add(session);
    stream.on('data', (data: Buffer) => this.receive(session, data));
    stream.on('error', () => stream.destroy());
    stream.on('end', () => stream.end());
    stream.on('close', () => this.forget(session));
  }

  /** Cuts all sessions off and waits until the engine is at rest. */
  async close(): Promise<void> {
    for (const session of this.sessions) {
      session.stream.destroy();
      this.forget(session);
    }
    while (this.busy || this.owner) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  private receive(session: Session, data: Buffer): void {
    session.received.push(data);
    session.size += data.length;
    if (session.size > MAX_PENDING_BYTES) return this.refuse(session, 'a message is too large');
    let bytes = session.received.length === 1 ? data : Buffer.concat(session.received);
    if (!session.opened) bytes = this.open(session, bytes);
    if (session.opened) bytes = this.cut(session, bytes);
    session.received = bytes.length > 0 ? [bytes] : [];
    session.size = bytes.length;
    if (session.batches.length > 0 && !this.line.includes(session)) this.line.push(session);
    void this.proceed();
  }

  /** Answers the first packets of a connection; gives what is left of the bytes. */
  private open(session: Session, bytes: Buffer): Buffer {
    const read = readOpening(bytes);
    if (!read) return bytes;
    const rest = bytes.subarray(read.end);
    if (read.opening.kind === 'cancel') {
      session.stream.end();
      return rest;
    }
    if (read.opening.kind === 'encryption') {
      session.stream.write('N');
      return this.open(session, rest);
    }
    session.path = readSearchPath(read.opening.settings) ?? HOME_PATH;
    session.opened = true;
    session.stream.write(this.greeting);
    return rest;
  }

  /** Cuts off batches that the engine can run in one go: up to a Sync, or one simple query. */
  private cut(session: Session, bytes: Buffer): Buffer {
    let done = 0;
    for (const { type, end } of listMessages(bytes)) {
      if (type === 'X') {
        session.stream.end();
        return Buffer.alloc(0);
      }
      if (type !== 'S' && type !== 'Q') continue;
      session.batches.push(bytes.subarray(done, end));
      done = end;
    }
    return bytes.subarray(done);
  }

  private next(): Session | null {
    if (this.owner) return this.owner.batches.length > 0 ? this.owner : null;
    while (this.line.length > 0) {
      const session = this.line.shift();
      if (session && !session.closed && session.batches.length > 0) return session;
    }
    return null;
  }

  private async proceed(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let session = this.next(); session; session = this.next()) {
        const batch = session.batches.shift();
        if (batch) await this.serve(session, batch);
        if (session !== this.owner && session.batches.length > 0) this.line.push(session);
        if (this.owner?.closed) await this.rollBack();
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      for (const session of this.sessions) this.refuse(session, reason);
      this.owner = null;
    } finally {
      this.busy = false;
    }
  }

  private async serve(session: Session, batch: Buffer): Promise<void> {
    this.stopPatience();
    if (session.path !== this.path) {
      const quoted = session.path.replaceAll("'", "''");
      await this.engine.run(buildQuery(`SELECT set_config('search_path', '${quoted}', false)`));
      this.path = session.path;
    }
    const answer = await this.engine.run(batch);
    const own = this.sort(session, answer);
    session.path = this.path;
    if (noteChannels(session, batch, answer)) await this.listenAgain();
    if (!session.closed) session.stream.write(own);
    if (this.owner) this.startPatience(this.owner);
  }

  /** Reads an answer: who owns the engine now, which settings changed, which sessions are notified. */
  private sort(session: Session, answer: Buffer): Buffer {
    const own: Buffer[] = [];
    let from = 0;
    for (const { type, start, end } of listMessages(answer)) {
      if (type === 'Z') this.owner = answer[start + 5] === 'I'.charCodeAt(0) ? null : session;
      if (type === 'S') {
        const [name, value] = readStrings(answer, start + 5, end);
        if (name === 'search_path' && value !== undefined) this.path = value;
      }
      if (type !== 'A') continue;
      own.push(answer.subarray(from, start));
      from = end;
      this.notify(answer.subarray(start, end));
    }
    own.push(answer.subarray(from));
    return Buffer.concat(own);
  }

  /** One session's UNLISTEN made the engine deaf for all: listen again for the others. */
  private async listenAgain(): Promise<void> {
    const channels = new Set([...this.sessions].flatMap((session) => [...session.channels]));
    for (const channel of channels) await this.engine.run(buildQuery(`LISTEN "${channel}"`));
  }

  private notify(message: Buffer): void {
    const [channel] = readStrings(message, 9, message.length);
    for (const session of this.sessions)
      if (channel !== undefined && session.channels.has(channel)) session.stream.write(Buffer.from(message));
  }

  private forget(session: Session): void {
    if (session.closed) return;
    session.closed = true;
    session.batches.length = 0;
    this.sessions.delete(session);
    if (this.owner === session && !this.busy) {
      this.busy = true;
      void this.rollBack().finally(() => {
        this.busy = false;
        void this.proceed();
      });
    }
  }

  /** Ends the transaction of a session that went away. */
  private async rollBack(): Promise<void> {
    this.stopPatience();
    try {
      const answer = await this.engine.run(buildQuery('ROLLBACK'));
      for (const { type, start, end } of listMessages(answer)) {
        const [name, value] = type === 'S' ? readStrings(answer, start + 5, end) : [];
        if (name === 'search_path' && value !== undefined) this.path = value;
      }
    } catch {
      // The engine is gone and its transaction with it; onFailure tells the sessions.
    }
    this.owner = null;
  }

  private refuse(session: Session, reason: string): void {
    session.stream.end(buildError('57P01', reason));
    this.forget(session);
  }

  private startPatience(session: Session): void {
    this.patience = setTimeout(
      () => this.refuse(session, 'the transaction was idle for too long'),
      IDLE_IN_TRANSACTION_MS,
    );
    this.patience.unref();
  }

  private stopPatience(): void {
    if (this.patience) clearTimeout(this.patience);
    this.patience = null;
  }
}

// Example: a statement after its comment lines, "LISTEN bullmq_jobs"
const LISTEN = /^\s{0,99}(UNLISTEN|LISTEN)\s{1,20}("[^"]{1,63}"|[\w$]{1,63}|\*)\s{0,99}$/i;
const LISTENED = new Set(['LISTEN', 'UNLISTEN']);

/**
 * Remembers what a session listens to: the engine has one session only and hears for all of them.
 * @returns true when a session stopped listening, and with it the engine for everybody
 */
function noteChannels(session: Session, batch: Buffer, answer: Buffer): boolean {
  const tags = listMessages(answer).filter(({ type }) => type === 'C');
  if (!tags.some(({ start, end }) => LISTENED.has(answer.toString('latin1', start + 5, end - 1))))
    return false;
  let stopped = false;
  for (const statement of listStatements(batch)) {
    const match = LISTEN.exec(statement);
    if (!match?.[1] || !match[2]) continue;
    const channel = match[2].startsWith('"') ? match[2].slice(1, -1) : match[2].toLowerCase();
    if (match[1].toUpperCase() === 'LISTEN') session.channels.add(channel);
    else {
      stopped = true;
      if (channel === '*') session.channels.clear();
      else session.channels.delete(channel);
    }
  }
  return stopped;
}

/** The statements of a batch without their comment lines. */
function listStatements(batch: Buffer): string[] {
  return listMessages(batch)
    .filter(({ type }) => type === 'Q' || type === 'P')
    .map(({ type, start, end }) => readStrings(batch, start + 5, end)[type === 'Q' ? 0 : 1] ?? '')
    .flatMap((text) =>
      text
        .split('\n')
        .filter((line) => !line.trimStart().startsWith('--'))
        .join('\n')
        .split(';'),
    );
}
