/** Rows: how a figure of the bench is written down, and the clock it is taken with. */
import { cpus } from 'node:os';

export interface Row {
  what: string;
  value: number;
  unit: string;
  note: string;
}

/** The machine that the figures belong to. */
export function machineLine(): string {
  const models = cpus();
  return `Node ${process.version}, ${models.length} x ${models[0]?.model.trim() ?? 'unknown'}; one core is used`;
}

/** Prints rows in columns. */
export function printRows(rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.what.length));
  for (const row of rows) {
    const digits = row.value >= 100 ? 0 : row.value >= 0.1 ? 2 : 4;
    const value = row.value.toFixed(digits);
    console.log(`  ${row.what.padEnd(width)}  ${value.padStart(9)} ${row.unit.padEnd(14)} ${row.note}`);
  }
}

/**
 * CPU seconds that pieces of work take in this process, each the least of its rounds: what else the machine does only
 * adds to them. Rounds are as many as fit into `seconds` of CPU time, three at least.
 */
export function leastSeconds(work: () => void, seconds: number): number {
  let least = Infinity;
  let spent = 0;
  for (let round = 0; round < 3 || spent < seconds; round += 1) {
    const took = cpuSeconds(work, 1);
    spent += took;
    least = Math.min(least, took);
  }
  return least;
}

/** CPU seconds that a piece of work takes in this process; the median of `rounds` runs. */
export function cpuSeconds(work: () => void, rounds = 3): number {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    work();
    const used = process.cpuUsage(before);
    seconds.push((used.user + used.system) / 1e6);
  }
  return seconds.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}
