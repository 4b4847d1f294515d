/** Backfill progress: how far a run is and about how long it will take yet, on a terminal as one line that changes. */

export interface Progress {
  /** Tells that of a file so many bytes were read by now. */
  at(file: string, position: number): void;
  /** A line above the one that changes. */
  tell(line: string): void;
  end(): void;
}

export interface ProgressTarget {
  isTTY?: boolean;
  write(text: string): unknown;
}

const REDRAW_MS = 200;
const TELL_MS = 30_000;

/**
 * Opens the progress of a run. On a terminal one line is drawn over and over; elsewhere a line is written now and then.
 * @param files bytes of each file that is to be read, and where it begins
 */
export function openProgress(
  files: ReadonlyMap<string, { size: number; from: number }>,
  target: ProgressTarget = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  const began = now();
  const at = new Map([...files].map(([name, { from }]) => [name, from]));
  const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);
  const total = sum([...files.values()].map(({ size, from }) => size - from));
  const offset = sum([...files.values()].map(({ from }) => from));
  let drawn = began;
  let shown = false;
  const clear = (): void => {
    if (shown) target.write('\r\u001b[K');
    shown = false;
  };
  const draw = (file: string): void => {
    const line = describeProgress(file, sum(at.values()) - offset, total, now() - began);
    if (target.isTTY === true) target.write(`\r\u001b[K${line}`);
    else target.write(`pantau backfill: ${line}\n`);
    shown = target.isTTY === true;
  };
  return {
    at(file, position) {
      at.set(file, position);
      if (now() - drawn < (target.isTTY === true ? REDRAW_MS : TELL_MS)) return;
      drawn = now();
      draw(file);
    },
    tell(line) {
      clear();
      target.write(`${line}\n`);
    },
    end: clear,
  };
}

/** `41 % of 11.2 GB, 85 MB/s, about 1 h 12 min left, CC-NEWS-1.warc.gz`; the rest from the speed so far. */
function describeProgress(file: string, read: number, total: number, ms: number): string {
  const perSecond = ms > 0 ? (read / ms) * 1000 : 0;
  const left = perSecond > 0 ? describeTime((total - read) / perSecond) : 'an unknown time';
  const percent = total === 0 ? 100 : Math.floor((100 * read) / total);
  return `${percent} % of ${describeBytes(total)}, ${describeBytes(perSecond)}/s, about ${left} left, ${file}`;
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

export function describeBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[power]}`;
}

export function describeTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${Math.ceil(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
