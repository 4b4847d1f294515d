/** The lock of a database folder: which process holds it, and how to tell the living from the dead. */
import { randomInt, randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';

/** Who holds a folder. Written once, whole, and never changed but for `released`. */
export interface Holder {
  pid: number;
  started: string | null; // when the process began, in the words of the system; tells a re-used pid apart
  host: string;
  boot: string | null; // id of this run of the kernel, where the system tells
  room: string | null; // namespace that the pid counts in, where the system tells
  socket: string | null; // where it listens; null when it could not
  since: string; // ISO time
  released: boolean;
}

/** What became of an attempt: the folder is ours, or somebody living has it. */
export type Attempt =
  { kind: 'held'; release: () => void } | { kind: 'taken'; holder: Holder; reachable: boolean };

/*
 * The lock is a row of files, lock.1, lock.2, ...: the one with the highest number counts. A file appears whole
 * (written elsewhere, then linked), a number is never used twice, and the highest is never removed before a higher
 * one stands. So taking over from a dead holder is one atomic step that only one process can win.
 */
const LOCK = /^lock\.(\d{1,12})$/;

function listNumbers(folder: string): number[] {
  return readdirSync(folder)
    .map((name) => Number(LOCK.exec(name)?.[1] ?? 0))
    .filter((number) => number > 0)
    .sort((a, b) => b - a);
}

function readHolder(folder: string, number: number): Holder | null {
  try {
    return JSON.parse(readFileSync(join(folder, `lock.${number}`), 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function tryRead(read: () => string): string | null {
  try {
    return read().trim() || null;
  } catch {
    return null;
  }
}

/** Start of a process in the words of the system, or null when there is no such process. */
function readStart(pid: number): string | null {
  // Field 22 of /proc/PID/stat; the name in field 2 may hold spaces and brackets, so count from the last bracket.
  const stat = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (stat) {
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null); // Z: dead, not yet buried
  }
  return tryRead(() =>
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
}

/** Describes this process as a holder. */
export function describeSelf(socket: string | null): Holder {
  return {
    pid: process.pid,
    started: readStart(process.pid),
    host: hostname(),
    boot: tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    room: tryRead(() => readlinkSync('/proc/self/ns/pid')),
    socket,
    since: new Date().toISOString(),
    released: false,
  };
}

/** Whether somebody listens at a local socket; denied: this user may not ask. */
export function probe(socket: string): Promise<'answers' | 'silent' | 'denied'> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    const settle = (answer: 'answers' | 'silent' | 'denied') => {
      clearTimeout(timer);
      connection.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => settle('answers'), 2000); // neither refused nor accepted: its queue is full
    connection.once('connect', () => settle('answers'));
    connection.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'EAGAIN') settle('answers');
      else settle(code === 'EACCES' || code === 'EPERM' ? 'denied' : 'silent');
    });
  });
}

type Life = 'reachable' | 'alive' | 'dead' | 'unknown';

/**
 * Tells whether a holder lives. A socket that answers proves life; that none answers proves death only where the
 * process can be looked up (same machine, same pid namespace), or where the machine has been started anew since.
 */
export async function judge(holder: Holder, self: Holder, folder: string): Promise<Life> {
  if (holder.released) return 'dead';
  if (holder.socket && (holder.host === self.host || holder.boot === self.boot)) {
    const answer = await probe(holder.socket);
    if (answer !== 'silent') return answer === 'answers' ? 'reachable' : 'alive';
  }
  if (holder.boot !== self.boot) return holder.host === self.host ? 'dead' : 'unknown';
  if (holder.room === self.room) return isRunning(holder) ? 'alive' : 'dead';
  return holder.socket?.startsWith(join(folder, '/')) ? 'dead' : 'unknown';
}

function isRunning(holder: Holder): boolean {
  const started = readStart(holder.pid);
  return started !== null && (holder.started === null || holder.started === started);
}

/**
 * Tries to become the holder of a folder.
 * @param folder the folder; it must exist
 * @param self this process, whose socket must already listen (so that a silent socket means death)
 */
export async function takeLock(folder: string, self: Holder): Promise<Attempt> {
  for (let patience = 10; ;) {
    const highest = listNumbers(folder)[0] ?? 0;
    const holder = highest > 0 ? readHolder(folder, highest) : null;
    if (highest > 0 && !holder) continue; // replaced between listing and reading
    if (holder) {
      const life = await judge(holder, self, folder);
      if (life === 'alive' && patience-- > 0) {
        await new Promise((resolve) => setTimeout(resolve, 200)); // it may be on its way out
        continue;
      }
      if (life !== 'dead') return { kind: 'taken', holder, reachable: life === 'reachable' };
    }
    if (placeLock(folder, highest + 1, self)) {
      for (const number of listNumbers(folder)) if (number <= highest) clearOld(folder, number);
      return { kind: 'held', release: () => release(folder, highest + 1, self) };
    }
  }
}

/** Writes lock number `number`; false when another process was first. */
function placeLock(folder: string, number: number, self: Holder): boolean {
  const draft = join(folder, `draft.${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(self), { mode: 0o600 });
  try {
    linkSync(draft, join(folder, `lock.${number}`));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  if ((listNumbers(folder)[0] ?? 0) === number) return true;
  rmSync(join(folder, `lock.${number}`), { force: true });
  return false;
}

/** Removes the lock of a dead holder, and the socket file that it left in the folder. */
function clearOld(folder: string, number: number): void {
  const socket = readHolder(folder, number)?.socket;
  // Of a folder that was copied it may lie where this user has no business.
  if (socket) tryRead(() => String(rmSync(socket, { force: true })));
  rmSync(join(folder, `lock.${number}`), { force: true });
}

function release(folder: string, number: number, self: Holder): void {
  const draft = join(folder, `draft.${randomUUID()}`);
  writeFileSync(draft, JSON.stringify({ ...self, released: true }), { mode: 0o600 });
  renameSync(draft, join(folder, `lock.${number}`));
}

/**
 * Names a socket file that `psql -h FOLDER -p NUMBER` would find too; null when the path is longer than some systems
 * can take (104 bytes).
 */
export function nameSocket(folder: string): string | null {
  const path = join(folder, `.s.PGSQL.${randomInt(10_000, 65_536)}`);
  return Buffer.byteLength(path) < 100 ? path : null;
}
