/** The folder of an embedded database: one process holds it and serves, all others are its guests over a local socket. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { Halt } from '../model/errors.js';
import { describeFileFault } from '../model/file-fault.js';
import { startEngine, type Engine } from './engine.js';
import { Exchange } from './exchange.js';
import { describeSelf, nameSocket, takeLock, type Attempt, type Holder } from './lock.js';

/** What this process is to the folder. */
type Seat =
  | { role: 'guest'; socket: string; holder: Holder }
  | { role: 'holder'; exchange: Exchange; engine: Engine; listener: Listener; release: () => void };

/** How often a guest looks for a holder before it gives up; holders need some seconds to open a database. */
const ATTACH_TRIES = 20;

export class Folder {
  readonly path: string;
  private seat: Promise<Seat> | null = null;
  private closing = false;
  private known: 'holder' | 'guest' = 'guest';

  constructor(path: string) {
    this.path = resolve(path);
  }

  get role(): 'holder' | 'guest' {
    return this.known;
  }

  /** Who holds the folder, for messages; null when this process does. */
  async heldBy(): Promise<string | null> {
    const seat = await this.take();
    return seat.role === 'guest' ? `process ${seat.holder.pid} on ${seat.holder.host}` : null;
  }

  /** Becomes holder or guest. */
  async enter(): Promise<void> {
    try {
      mkdirSync(this.path, { recursive: true, mode: 0o700 });
    } catch (cause) {
      throw new Halt(`the data cannot be kept in ${this.path}: ${describeFileFault(cause)} (PANTAU_DATA)`, {
        cause,
      });
    }
    await this.take();
  }

  /** Connects a stream of PostgreSQL's protocol to the database. */
  async attach(stream: Duplex): Promise<void> {
    for (let tries = 1; !this.closing; tries += 1) {
      const sitting = this.take();
      const seat = await sitting;
      if (seat.role === 'holder') return seat.exchange.accept(stream);
      try {
        return bridge(stream, await connectTo(seat.socket));
      } catch (error) {
        // The holder has gone: look for another, or become it.
        if (this.seat === sitting) this.seat = null;
        if (tries === ATTACH_TRIES) throw error;
        await new Promise((done) => setTimeout(done, 20 * tries));
      }
    }
    throw new Error(`the database in ${this.path} is being closed`);
  }

  async leave(): Promise<void> {
    this.closing = true;
    const seat = await this.seat?.catch(() => null);
    this.seat = null;
    if (seat?.role !== 'holder') return;
    // Guests that knock meanwhile wait at the door until the lock is free; then one of them takes the folder over.
    seat.listener.serve(() => undefined);
    await seat.exchange.close();
    await seat.engine.close();
    seat.release();
    await closeListener(seat.listener);
  }

  private take(): Promise<Seat> {
    if (this.seat) return this.seat;
    const sitting = this.sit();
    this.seat = sitting;
    sitting.then(
      (seat) => (this.known = seat.role),
      () => {
        if (this.seat === sitting) this.seat = null;
      },
    );
    return sitting;
  }

  private async sit(): Promise<Seat> {
    const listener = await listen(this.path);
    const attempt = await tryLock(this.path, describeSelf(listener.path)).catch(async (error: unknown) => {
      await closeListener(listener);
      throw error;
    });
    if (attempt.kind === 'taken') {
      await closeListener(listener);
      return guestOf(this.path, attempt.holder, attempt.reachable);
    }
    try {
      const engine = await openEngine(join(this.path, 'database'));
      const exchange = await Exchange.start(engine);
      engine.onFailure(() => void this.abandon(engine, listener, attempt.release));
      listener.serve((stream) => exchange.accept(stream));
      return { role: 'holder', exchange, engine, listener, release: attempt.release };
    } catch (error) {
      await closeListener(listener);
      attempt.release();
      throw error;
    }
  }

  /** The engine has failed: let go of the folder, so that the next connection opens it anew. */
  private async abandon(engine: Engine, listener: Listener, release: () => void): Promise<void> {
    const failed = this.seat;
    await closeListener(listener);
    await engine.close();
    release();
    if (this.seat === failed) this.seat = null;
  }
}

async function tryLock(folder: string, self: Holder): Promise<Attempt> {
  try {
    return await takeLock(folder, self);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Halt(
      `cannot lock ${folder} (${reason}); set PANTAU_DATA to a folder on a local disk that this user may write`,
      { cause: error },
    );
  }
}

function guestOf(folder: string, holder: Holder, reachable: boolean): Seat {
  if (reachable && holder.socket !== null) return { role: 'guest', socket: holder.socket, holder };
  throw new Halt(
    `${folder} is held by process ${holder.pid} on ${holder.host} since ${holder.since}, which cannot be reached from here; ` +
      `wait for it or stop it, run this command as the same user on the same machine, or use a PostgreSQL server (PANTAU_DATABASE_URL). ` +
      `If that process is certainly gone, delete the lock.* files in that folder`,
  );
}

/** A new database is built beside its place and moved there when whole, so that a kill leaves no half of one. */
async function openEngine(folder: string): Promise<Engine> {
  if (existsSync(folder)) return startEngine(folder);
  const draft = `${folder}.part`;
  rmSync(draft, { recursive: true, force: true });
  const building = await startEngine(draft);
  await building.close();
  renameSync(draft, folder);
  return startEngine(folder);
}

/** The local socket of a holder. Connections wait until there is somebody to serve them. */
interface Listener {
  path: string | null; // null where there are no local sockets
  server: Server;
  open: Set<Duplex>;
  serve(accept: (stream: Duplex) => void): void;
}

async function listen(folder: string): Promise<Listener> {
  const open = new Set<Duplex>();
  const waiting: Duplex[] = [];
  let accept = (stream: Duplex): void => void waiting.push(stream);
  const server = createServer((stream) => {
    open.add(stream);
    stream.once('close', () => open.delete(stream));
    stream.on('error', () => stream.destroy());
    accept(stream);
  });
  const listener: Listener = {
    path: null,
    server,
    open,
    serve: (serve) => {
      accept = serve;
      for (const stream of waiting.splice(0)) serve(stream);
    },
  };
  // In the folder, if its path is short enough; else in a new one that nobody else can enter or guess.
  for (const place of [() => folder, () => folder, () => mkdtempSync(join(tmpdir(), 'pantau-socket-'))]) {
    const path = nameSocket(place());
    if (path === null || !(await listenAt(server, path))) continue; // name taken, or no sockets on this file system
    chmodSync(path, 0o600);
    listener.path = path;
    break;
  }
  return listener;
}

function listenAt(server: Server, path: string): Promise<boolean> {
  return new Promise((done) => {
    const fail = () => done(false);
    server.once('error', fail);
    server.listen(path, () => {
      server.off('error', fail);
      done(true);
    });
  });
}

async function closeListener({ server, open, path }: Listener): Promise<void> {
  for (const stream of open) stream.destroy();
  if (path === null) return;
  await new Promise<void>((done) => server.close(() => done()));
  rmSync(path, { force: true });
  const place = dirname(path);
  if (dirname(place) === tmpdir() && basename(place).startsWith('pantau-socket-'))
    rmSync(place, { recursive: true, force: true });
}

function connectTo(path: string): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect(path);
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.off('error', fail);
      done(socket);
    });
  });
}

/** Joins a stream of this process with a socket to the holder. */
function bridge(stream: Duplex, socket: Socket): void {
  socket.on('error', () => socket.destroy());
  socket.once('close', () => stream.destroy());
  stream.once('close', () => socket.destroy());
  socket.pipe(stream);
  stream.pipe(socket);
}
