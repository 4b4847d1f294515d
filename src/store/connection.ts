/** Connections to the database, wherever it is: a server, a folder that this process holds, or one that another holds. */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createServer, Socket, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import pg from 'pg';
import { Halt } from '../model/errors.js';
import { startEngine, type Engine } from './engine.js';
import { Exchange } from './exchange.js';
import { LocalSocket } from './local-socket.js';
import { describeSelf, nameSocket, takeLock, type Attempt, type Holder } from './lock.js';

export interface PoolOptions {
  /** Schemas that unqualified names are looked up in; the tables of the store are in `public`. */
  searchPath?: string;
  /** Most connections at once. */
  max?: number;
  /** How columns are read; the driver's own way when absent. */
  types?: pg.CustomTypesConfig;
}

export interface Connection {
  /** server: PostgreSQL by address; holder: this process has the folder; guest: another process has it. */
  role: 'server' | 'holder' | 'guest';
  /** Where the database is, for messages; without password. */
  place: string;
  openPool(options?: PoolOptions): pg.Pool;
  close(): Promise<void>;
}

/** Settings of a session; PANTAU's dates are always counted in named zones, never in the server's. */
function sessionOptions(options: PoolOptions): pg.PoolConfig {
  return {
    options: `-c search_path=${options.searchPath ?? 'public'} -c timezone=UTC`,
    max: options.max ?? 10,
    application_name: 'pantau',
    ...(options.types ? { types: options.types } : {}),
  };
}

/** Opens pools and remembers them, so that all are ended together. */
class Pools {
  private readonly opened: pg.Pool[] = [];

  open(config: pg.PoolConfig): pg.Pool {
    const pool = new pg.Pool(config);
    // A connection that breaks while it is idle is replaced at the next query; the query itself reports failures.
    pool.on('error', () => undefined);
    this.opened.push(pool);
    return pool;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.filter((pool) => !pool.ended && !pool.ending).map((pool) => pool.end()));
  }
}

/** Connects to a PostgreSQL server (14 or later). */
export function connectServer(url: string): Connection {
  const pools = new Pools();
  return {
    role: 'server',
    place: hidePassword(url),
    openPool: (options = {}) =>
      pools.open({ connectionString: url, keepAlive: true, ...sessionOptions(options) }),
    close: () => pools.close(),
  };
}

function hidePassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = '';
    return parsed.toString();
  } catch {
    return 'PostgreSQL';
  }
}

/** Opens a server on a local socket that only this user may use. */
async function listenLocally(
  folder: string,
  accept: (stream: Duplex) => void,
): Promise<[Server, string | null]> {
  const spare = join(tmpdir(), `pantau-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  const server = createServer(accept);
  for (const path of [nameSocket(folder, spare), nameSocket(folder, spare), nameSocket(spare, spare)]) {
    try {
      await new Promise<void>((done, fail) => {
        server.once('error', fail);
        server.listen(path, () => {
          server.off('error', fail);
          done();
        });
      });
      chmodSync(path, 0o600);
      return [server, path];
    } catch {
      // Name taken, or no sockets on this file system: try the next place.
    }
  }
  return [server, null];
}

/** Everything that the holder of a folder keeps open. */
interface Holding {
  server: Server;
  sockets: Set<Duplex>;
  release: () => void;
  socket: string | null;
}

/**
 * Connects to the embedded database in a folder: as its holder, or as a guest of the process that holds it.
 * @param dump a gzipped database folder to begin from when the folder is new
 * @throws Halt when another process holds the folder and cannot be reached
 */
export async function connectFolder(path: string, dump: Uint8Array | null): Promise<Connection> {
  const folder = resolve(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const early: Duplex[] = [];
  const sockets = new Set<Duplex>();
  let exchange: Exchange | null = null;
  const [server, socket] = await listenLocally(folder, (stream) => {
    sockets.add(stream);
    stream.once('close', () => sockets.delete(stream));
    stream.on('error', () => stream.destroy());
    if (exchange) exchange.accept(stream);
    else early.push(stream); // the database is still being opened
  });
  const attempt = await tryLock(folder, describeSelf(socket));
  if (attempt.kind === 'taken') {
    await closeServer(server, sockets, socket);
    return connectGuest(folder, attempt.holder, attempt.reachable);
  }
  const holding = { server, sockets, release: attempt.release, socket };
  try {
    const engine = await openEngine(join(folder, 'database'), dump);
    exchange = await Exchange.start(engine);
    for (const stream of early) exchange.accept(stream);
    return holdFolder(folder, engine, exchange, holding);
  } catch (error) {
    await closeServer(server, sockets, socket);
    attempt.release();
    throw error;
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

/** A new database is built beside its place and moved there when whole, so that a kill leaves no half of one. */
async function openEngine(folder: string, dump: Uint8Array | null): Promise<Engine> {
  if (existsSync(folder)) return startEngine(folder, null);
  const draft = `${folder}.part`;
  rmSync(draft, { recursive: true, force: true });
  const building = await startEngine(draft, dump);
  await building.close();
  renameSync(draft, folder);
  return startEngine(folder, null);
}

function holdFolder(folder: string, engine: Engine, exchange: Exchange, holding: Holding): Connection {
  const pools = new Pools();
  return {
    role: 'holder',
    place: folder,
    openPool: (options = {}) =>
      pools.open({
        stream: () => new LocalSocket((stream) => exchange.accept(stream)),
        user: 'postgres',
        database: 'postgres',
        ...sessionOptions(options),
      }),
    close: async () => {
      await pools.close();
      await exchange.close();
      await closeServer(holding.server, holding.sockets, holding.socket);
      await engine.close();
      holding.release();
    },
  };
}

async function closeServer(server: Server, sockets: Set<Duplex>, socket: string | null): Promise<void> {
  for (const stream of sockets) stream.destroy();
  if (socket === null) return;
  await new Promise<void>((done) => server.close(() => done()));
  rmSync(socket, { force: true });
}

function connectGuest(folder: string, holder: Holder, reachable: boolean): Connection {
  const { socket } = holder;
  if (!reachable || socket === null)
    throw new Halt(
      `${folder} is held by process ${holder.pid} on ${holder.host} since ${holder.since}, which cannot be reached from here; ` +
        `wait for it or stop it, run this command as the same user on the same machine, or use a PostgreSQL server (PANTAU_DATABASE_URL). ` +
        `If that process is certainly gone, delete the lock.* files in that folder`,
    );
  const pools = new Pools();
  return {
    role: 'guest',
    place: folder,
    openPool: (options = {}) =>
      pools.open({
        stream: () => connectTo(socket),
        user: 'postgres',
        database: 'postgres',
        ...sessionOptions(options),
      }),
    close: () => pools.close(),
  };
}

/** A socket for the driver that goes to one path, whatever address the driver names. */
function connectTo(path: string): Socket {
  const socket = new Socket();
  const connect = socket.connect.bind(socket) as (path: string) => Socket;
  socket.connect = () => connect(path);
  return socket;
}
