/** Bench of start-up: from the start of `node` to the last line of `pantau extract` on one article, beside an empty program. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { mixCorpus } from './corpus.js';
import type { Row } from './rows.js';

const ROUNDS = 9;

export async function benchStartUp(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pantau-bench-'));
  try {
    const file = join(folder, 'one.jsonl');
    const begin = process.hrtime.bigint();
    const dictionary = await loadDictionary();
    const load = Number(process.hrtime.bigint() - begin) / 1e6;
    writeFileSync(file, `${JSON.stringify(mixCorpus(1, dictionary)[0])}\n`);
    const program = fileURLToPath(new URL('../pipelines/pantau.js', import.meta.url));
    const empty = milliseconds(['-e', '0']);
    const whole = milliseconds([program, 'extract', file]);
    return [
      { what: 'dictionaries, load', value: load, unit: 'ms', note: 'compiled form, in this process' },
      {
        what: 'extract, one article',
        value: whole,
        unit: 'ms',
        note: `goal 400; an empty node program takes ${empty.toFixed(0)} ms`,
      },
      {
        what: 'against an empty program',
        value: whole / empty,
        unit: 'x',
        note: `median of ${ROUNDS} starts`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function milliseconds(args: string[]): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begin = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`start-up bench: exit ${status}: ${stderr}`);
    times.push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}
