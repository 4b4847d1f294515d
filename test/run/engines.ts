/** Engines for tests: a Redis and a PostgreSQL of their own on free ports, wherever their programs are installed. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Engine {
  url: string;
  stop(): Promise<void>;
}

/** Whether a program can be called by its name. */
export function installed(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

export async function startRedis(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-redis-'));
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--loglevel',
    'warning',
  ];
  const server = spawn('redis-server', args, { env: process.env, stdio: 'ignore' });
  await answering(port, server);
  return { url: `redis://127.0.0.1:${port}`, stop: () => end(server, 'SIGTERM', folder) };
}

/** A cluster without syncing, in a folder of its own; initdb refuses root, so root lends it to another user. */
export async function startPostgres(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-postgres-'));
  const owner = process.getuid?.() === 0 ? { uid: idOf('nobody', '-u'), gid: idOf('nobody', '-g') } : {};
  if (owner.uid !== undefined) await chown(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  // The environment that test files see is a copy: a child inherits what was put into PATH only where it is handed over.
  const options = { ...owner, env: process.env, stdio: 'ignore', cwd: folder } as const;
  const fresh = ['-D', data, '-U', 'pantau', '-A', 'trust', '-N', '-E', 'UTF8', '--locale=C'];
  execFileSync('initdb', fresh, options);
  const port = await freePort();
  const settings = [
    'fsync=off',
    'full_page_writes=off',
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=`,
  ];
  const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn('postgres', args, options);
  await answering(port, server);
  await sleep(200);
  return {
    url: `postgres://pantau@127.0.0.1:${port}/postgres`,
    // SIGQUIT asks PostgreSQL to end at once.
    stop: () => end(server, 'SIGQUIT', folder),
  };
}

function idOf(user: string, flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, user]).toString());
}

async function end(server: ChildProcess, signal: NodeJS.Signals, folder: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  }
  await rm(folder, { recursive: true, force: true });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answering(port: number, server: ChildProcess): Promise<void> {
  const { connect } = await import('node:net');
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null)
      throw new Error(`a server ended with ${server.exitCode} before it answered`);
    const answered = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (answered) return;
    await sleep(50);
  }
  throw new Error(`no server answers on port ${port}`);
}
