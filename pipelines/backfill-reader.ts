/** Backfill reader: files of any kind to portions of what is kept of them; everything that is pure of a backfill. */
import { choosePhrasings, createPrefilter } from '../src/archive/archive.js';
import type { Dictionary } from '../src/model/dictionary.js';
import type { Outlet } from '../src/model/outlet.js';
import { readDump, type FieldNames } from './backfill-dump.js';
import type { BackfillFilter } from './backfill-filter.js';
import { createJudge } from './backfill-judge.js';
import type { FileTask, Portion } from './backfill-portion.js';
import { readWarc } from './backfill-warc.js';

export interface ReaderParts {
  dictionary: Dictionary;
  outlets: readonly Outlet[];
  filter: BackfillFilter;
  fields: FieldNames;
}

export type BackfillReader = (task: FileTask) => AsyncIterable<Portion>;

/** A reader of files; one serves any number of them. */
export function createBackfillReader({ dictionary, outlets, filter, fields }: ReaderParts): BackfillReader {
  const mayMatter = createPrefilter(choosePhrasings(dictionary));
  const judge = createJudge(dictionary, outlets, filter, mayMatter);
  return (task) =>
    task.kind === 'warc'
      ? readWarc(task, { filter, outlets, judge, mayMatter })
      : readDump(task, { filter, judge, fields, mayMatter });
}
