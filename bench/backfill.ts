/** Bench of backfill: from WARC files to candidates and to stored reports, against unpacking the same files with zcat. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChildReport } from './backfill-child.js';
import { OUTLETS, writePages } from './pages.js';
import type { Row } from './rows.js';

const PAGES = 20_000;
const FEW_PAGES = 4_000;
const HOST = 'kabar-3.example';

export async function benchBackfill(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pantau-bench-'));
  const many = join(folder, 'many');
  const few = join(folder, 'few');
  try {
    mkdirSync(many);
    mkdirSync(few);
    let bytes = 0;
    for (const seed of [1, 2]) bytes += await writePages(many, PAGES / 2, seed);
    await writePages(few, FEW_PAGES, 3);
    const making = makeDatabase(folder);
    const stored = store(many, 1);
    return [
      ...describeFiles(many, bytes),
      ...compare(many, stored),
      {
        what: 'making a new embedded database',
        value: making,
        unit: 's CPU',
        note: 'once in its life; not counted above',
      },
      ...compareMemory(many, few, stored.memory),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describeFiles(folder: string, bytes: number): Row[] {
  const packed = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const note = `${PAGES} pages of ${OUTLETS} outlets, ${Math.round(bytes / PAGES / 1000)} KB each; packed ${Math.round(packed / 1e6)} MB`;
  return [{ what: 'pages', value: bytes / 1e6, unit: 'MB', note }];
}

/** CPU of zcat and of our ways, on the same files, in turn. */
function compare(folder: string, one: Stored): Row[] {
  const zcat = median(() => cpuOf(`zcat ${folder}/*.gz | wc -c`));
  const all = findCandidates(folder);
  const own = findCandidates(folder, `https://${HOST}/`);
  const ofHost = all.candidates.filter((url) => url.startsWith(`https://${HOST}/`));
  if (own.candidates.join() !== ofHost.join())
    throw new Error('passing over other hosts gives other candidates');
  const ownOnly = store(folder, 1, '--host', HOST);
  const two = store(folder, 2);
  const against = (cpu: number): number => zcat / cpu;
  const share = (count: number): string => `${((100 * count) / PAGES).toFixed(1)} %`;
  return [
    { what: 'zcat', value: zcat, unit: 's CPU', note: 'zcat FILES | wc -c, the yardstick of this run' },
    {
      what: 'to candidates, against zcat',
      value: against(all.cpu),
      unit: 'x',
      note: `goal 2; the whole process; ${share(all.candidates.length)} of the pages are candidates, 0.5 % are relevant`,
    },
    {
      what: 'of one host, against zcat',
      value: against(own.cpu),
      unit: 'x',
      note: `goal 8; ${share(PAGES / OUTLETS)} of the pages wanted, the same candidates`,
    },
    {
      what: 'to stored reports, against zcat',
      value: against(one.cpu),
      unit: 'x',
      note: `goal 1.5; pantau backfill into an empty embedded database: ${one.kept} articles kept, whole process`,
    },
    {
      what: 'of one host to stored reports, against zcat',
      value: against(ownOnly.cpu),
      unit: 'x',
      note: `${ownOnly.kept} articles kept`,
    },
    {
      what: 'two workers, against one',
      value: one.seconds / two.seconds,
      unit: 'x',
      note: `goal 1.8, by the clock; ${two.kept === one.kept ? 'the same articles' : 'OTHER ARTICLES'}`,
    },
  ];
}

function compareMemory(many: string, few: string, stored: number): Row[] {
  const [all, some] = [findCandidates(many), findCandidates(few)];
  return [
    { what: 'peak memory, to candidates', value: all.memory, unit: 'MB', note: 'goal 300' },
    {
      what: 'peak memory, against a fifth of the pages',
      value: all.memory / some.memory,
      unit: 'x',
      note: `goal flat; ${some.memory.toFixed(0)} MB with ${FEW_PAGES} pages`,
    },
    {
      what: 'peak memory, to stored reports',
      value: stored,
      unit: 'MB',
      note: 'with the embedded database, which takes most of it',
    },
  ];
}

const ROUNDS = 3;
const median = (measure: () => number): number =>
  Array.from({ length: ROUNDS }, measure).toSorted((a, b) => a - b)[1] ?? 0;

const CHILD = fileURLToPath(new URL('./backfill-child.js', import.meta.url));
const PEAK = new URL('./peak-memory.js', import.meta.url).href;
const PANTAU = fileURLToPath(new URL('../pipelines/pantau.js', import.meta.url));

/** The median of some runs. */
function findCandidates(...args: string[]): ChildReport {
  const reports = Array.from({ length: ROUNDS }, () => {
    const { stdout, status, stderr } = spawnSync(process.execPath, [CHILD, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    if (status !== 0) throw new Error(`backfill bench: exit ${status}: ${stderr}`);
    return JSON.parse(stdout) as ChildReport;
  });
  const [, middle] = reports.toSorted((a, b) => a.cpu - b.cpu);
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

/** CPU seconds of a command of the shell and all that it starts. */
function cpuOf(command: string): number {
  return run(command).cpu;
}

interface Ran {
  cpu: number;
  seconds: number;
  out: string;
}

/** Example of what `times` prints last: `0m6.120s 0m0.310s`. */
const TIMES = /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/;

function run(command: string, env: NodeJS.ProcessEnv = {}): Ran {
  const begin = performance.now();
  const { stdout, status, stderr } = spawnSync('sh', ['-c', `${command} || exit 1; times`], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, ...env },
  });
  const seconds = (performance.now() - begin) / 1000;
  const [, minutes, rest, systemMinutes, systemRest] = TIMES.exec(stdout) ?? [];
  if (status !== 0 || rest === undefined) throw new Error(`backfill bench: ${command}: ${stderr}`);
  const cpu = Number(minutes) * 60 + Number(rest) + Number(systemMinutes) * 60 + Number(systemRest);
  return { cpu, seconds, out: stdout };
}

interface Stored {
  cpu: number;
  seconds: number;
  kept: number;
  memory: number;
}

const EMPTY = 'empty';

/** Makes an empty database, of which each run takes a copy; gives the CPU seconds of that. */
function makeDatabase(folder: string): number {
  return run(`${process.execPath} ${PANTAU} query --json`, { PANTAU_DATA: join(folder, EMPTY) }).cpu;
}

/** The whole program, into an empty database; the run of some with the middle CPU time. */
function store(folder: string, workers: number, ...args: string[]): Stored {
  const runs = Array.from({ length: ROUNDS }, () => storeOnce(folder, workers, ...args));
  const [, middle] = runs.toSorted((a, b) => a.cpu - b.cpu);
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

function storeOnce(folder: string, workers: number, ...args: string[]): Stored {
  const data = join(folder, '..', 'data');
  rmSync(data, { recursive: true, force: true });
  cpSync(join(folder, '..', EMPTY), data, { recursive: true });
  const words = [PANTAU, 'backfill', '--json', '--workers', String(workers), ...args, folder];
  const command = `${process.execPath} --import ${PEAK} ${words.join(' ')}`;
  const { cpu, seconds, out } = run(command, { PANTAU_DATA: data });
  const { kept } = JSON.parse(out.slice(0, out.indexOf('\n'))) as { kept: number };
  return { cpu, seconds, kept, memory: Number(/^peak (\d+)$/m.exec(out)?.[1]) / 1024 };
}
