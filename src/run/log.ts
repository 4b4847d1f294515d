/** Log: what the programs tell about themselves, on standard error, away from their results. */
import { destination, pino, type Logger } from 'pino';
import type { Level } from './settings.js';

export type Log = Logger;

/** Where lines of the log go; standard error unless given. */
export interface LogTarget {
  isTTY?: boolean;
  write(line: string): unknown;
}

const NAMES: Record<number, string> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' };
const HIDDEN = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'name', 'err']);

/**
 * Opens the log of a program: one JSON object per line, or one readable line each on a terminal.
 * @param level least level that is written; commands pass `warn`, programs that run on pass `info`
 */
export function openLog(level: Level, target?: LogTarget): Log {
  const options = { level, base: null };
  if (target === undefined && !process.stderr.isTTY)
    return pino(options, destination({ dest: 2, sync: true }));
  const sink = target ?? process.stderr;
  return pino(options, { write: (line) => void sink.write(sink.isTTY ? readable(line) : line) });
}

/** `14:03:22 info crawl done outlet=x pages=12` from the JSON of pino. */
function readable(line: string): string {
  const entry = JSON.parse(line) as Record<string, unknown>;
  const time = new Date(Number(entry.time)).toTimeString().slice(0, 8);
  const rest = Object.entries(entry)
    .filter(([key]) => !HIDDEN.has(key))
    .map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const failure = entry.err as { message?: string } | undefined;
  const reason = failure?.message === undefined ? '' : `: ${failure.message}`;
  return `${time} ${NAMES[Number(entry.level)] ?? 'trace'} ${String(entry.msg)}${reason}${rest.join('')}\n`;
}
