/** Floors of the bench: holds the figures of a run against those in fixtures/bench-floors.json. */
import { readFileSync } from 'node:fs';
import type { Row } from './rows.js';

/** By section and row: what was measured when the floor was set, and the least or most that may be measured. */
type Floors = Record<string, Record<string, { measured: number; least?: number; most?: number }>>;

const FILE = new URL('../../fixtures/bench-floors.json', import.meta.url);

/** Reads the floors; only ratios measured in the same run have any, as they mean the same on every machine. */
export const readFloors = (): Floors => JSON.parse(readFileSync(FILE, 'utf8')) as Floors;

/** What is wrong with the rows of a section: figures beyond their floors, and floors without a figure. */
export function brokenFloors(section: string, rows: readonly Row[], floors: Floors): string[] {
  return Object.entries(floors[section] ?? {}).flatMap(([what, { least = 0, most = Infinity }]) => {
    const row = rows.find((one) => one.what === what);
    if (row === undefined) return [`${section}, ${what}: has a floor and was not measured`];
    if (row.value < least) return [`${section}, ${what}: ${row.value.toFixed(3)} is less than ${least}`];
    if (row.value > most) return [`${section}, ${what}: ${row.value.toFixed(3)} is more than ${most}`];
    return [];
  });
}
