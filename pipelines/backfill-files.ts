/** Backfill of files: each is read from where it was left, portion by portion, several at once where there are readers. */
import { basename } from 'node:path';
import type { BackfillArguments } from './backfill-arguments.js';
import { beginning, type Intake, type SourceState } from './backfill-intake.js';
import { addCounts, noCounts } from './backfill-portion.js';
import { describeBytes, describeTime, openProgress, type Progress } from './backfill-progress.js';
import type { BackfillReader } from './backfill-reader.js';
import type { BackfillReport } from './backfill-report.js';
import { sourceId, type FileSource } from './backfill-sources.js';
import { describeFileFault } from '../src/model/file-fault.js';

export interface FileRun {
  intake: Intake;
  readers: readonly BackfillReader[];
  report: BackfillReport;
  /** Asked after each portion; once it says no, the rest is left for another run. */
  goOn: () => boolean;
}

/** A file with how far it was read before. */
export interface OpenFile {
  id: string;
  name: string;
  file: FileSource;
  state: SourceState;
}

/** Files that were not read to their end before, for the same purpose. */
export async function listOpen(
  files: readonly FileSource[],
  { filter, fields, again }: BackfillArguments,
  intake: Intake,
): Promise<OpenFile[]> {
  const open: OpenFile[] = [];
  for (const file of files) {
    const id = sourceId(file, [filter, fields]);
    const state = await intake.stateOf(id);
    if (!state.done || again)
      open.push({ id, name: basename(file.path), file, state: state.done ? beginning() : state });
  }
  return open;
}

/** Reads files, as many at once as there are readers. */
export async function readFiles(open: readonly OpenFile[], run: FileRun): Promise<void> {
  const progress = openProgress(
    new Map(open.map(({ name, file, state }) => [name, { size: file.size, from: fromOf(file, state) }])),
  );
  const waiting = [...open];
  const work = async (read: BackfillReader): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined && run.goOn(); file = waiting.shift())
      await readFile(file, read, run, progress);
  };
  try {
    await Promise.all(run.readers.map(work));
  } finally {
    progress.end();
  }
}

/** Where a file goes on in bytes; of dumps that is only known once the rows before were passed over. */
const fromOf = ({ kind }: FileSource, { resumeAt }: SourceState): number => (kind === 'warc' ? resumeAt : 0);

async function readFile(
  source: OpenFile,
  read: BackfillReader,
  { intake, report, goOn }: FileRun,
  progress: Progress,
): Promise<void> {
  const { file, name, state } = source;
  try {
    for await (const portion of read({
      kind: file.kind,
      path: file.path,
      from: state.resumeAt,
      parts: [...state.parts],
    })) {
      for (const complaint of portion.complaints) progress.tell(`pantau: ${complaint}`);
      await intake.take(source, state, portion);
      addCounts(report, portion.counts);
      progress.at(name, portion.position);
      // The event loop gets a turn, so that signals are heard.
      await new Promise((resolve) => setImmediate(resolve));
      if (!goOn()) return;
    }
  } catch (error) {
    if ((error as Error).name === 'Halt') throw error;
    report.broken += 1;
    progress.tell(`pantau: ${file.path}: ${describeFileFault(error)}`);
    return;
  }
  await intake.finish(source, state);
  report.sources.read += 1;
}

const SAMPLE_BYTES = 64 * 1024 * 1024;

/** What reading the files would come to, from a sample of the largest of them; nothing is stored. */
export async function estimate(
  open: readonly OpenFile[],
  before: number,
  read: BackfillReader,
): Promise<string> {
  const left = open.reduce((sum, { file, state }) => sum + file.size - fromOf(file, state), 0);
  const first = `${open.length} files to read, ${describeBytes(left)}; ${before} read before`;
  const [largest] = open.toSorted((a, b) => b.file.size - a.file.size);
  if (largest === undefined) return first;
  const { file, state } = largest;
  const counts = noCounts();
  const began = performance.now();
  let position = state.resumeAt;
  for await (const portion of read({ kind: file.kind, path: file.path, from: state.resumeAt, parts: [] })) {
    addCounts(counts, portion.counts);
    position = portion.position;
    if (position - state.resumeAt > SAMPLE_BYTES) break;
  }
  const seconds = (performance.now() - began) / 1000;
  const share = left / Math.max(1, position - fromOf(file, state));
  const about = (count: number): number => Math.round(count * share);
  return [
    first,
    `sample: ${describeBytes(position - fromOf(file, state))} of ${largest.name} in ${describeTime(seconds)}`,
    `in all about ${about(counts.seen)} records, ${about(counts.candidates)} to read, ${about(counts.kept)} to keep, ${describeTime(seconds * share)}`,
  ].join('\n');
}
