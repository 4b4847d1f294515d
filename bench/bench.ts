/** Bench: prints the project's speeds as ratios against peers and physical limits measured in the same run. */
import { benchExtraction } from './extraction.js';
import { benchStartUp } from './start-up.js';
import { machineLine, printRows, type Row } from './rows.js';

const SECTIONS: Record<string, () => Promise<Row[]>> = {
  extraction: benchExtraction,
  'start-up': benchStartUp,
};

/** `npm run bench [SECTION...]`: all sections, or those named. */
async function main(names: string[]): Promise<void> {
  console.log(machineLine());
  for (const [name, run] of Object.entries(SECTIONS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${name}`);
    printRows(await run());
  }
}

await main(process.argv.slice(2));
