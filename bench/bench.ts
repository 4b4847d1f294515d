/** Bench: prints the project's speeds as ratios against peers and physical limits measured in the same run, and holds them to their floors. */
import { benchBackfill } from './backfill.js';
import { benchExtraction } from './extraction.js';
import { brokenFloors, readFloors } from './floors.js';
import { benchReading } from './reading-speed.js';
import { benchReprints } from './reprints.js';
import { benchStartUp } from './start-up.js';
import { machineLine, printRows, type Row } from './rows.js';

/** A section gives null where what it measures on is not at hand. */
const SECTIONS: Record<string, () => Promise<Row[] | null>> = {
  extraction: benchExtraction,
  reading: benchReading,
  'start-up': benchStartUp,
  backfill: benchBackfill,
  reprints: benchReprints,
};

/** `npm run bench [SECTION...]`: all sections, or those named; exit code 1 when a floor is broken. */
async function main(names: string[]): Promise<void> {
  const floors = readFloors();
  console.log(machineLine());
  for (const [name, run] of Object.entries(SECTIONS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}`);
    const rows = await run();
    if (rows === null) {
      console.error(`bench: ${name}: skipped, what it is measured on is no part of a plain clone`);
      continue;
    }
    printRows(rows);
    for (const broken of brokenFloors(name, rows, floors)) {
      console.error(`bench: ${broken}`);
      process.exitCode = 1;
    }
  }
}

await main(process.argv.slice(2));
