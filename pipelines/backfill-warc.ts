/** Backfill from WARC: records to pages that are wanted and might be relevant, portion by portion. */
import {
  openWarcScan,
  type ScanOptions,
  type WarcHead,
  type WarcRecord,
  type WarcScan,
} from '../src/archive/archive.js';
import type { Outlet } from '../src/model/outlet.js';
import { hostFilter, type BackfillFilter } from './backfill-filter.js';
import type { Judge, MayMatter } from './backfill-judge.js';
import { joinPages } from './backfill-parts.js';
import { emptyPortion, type FileTask, type Portion } from './backfill-portion.js';
import { pageBody, toPage } from './backfill-record.js';
import { allPages, isFurtherPage } from '../src/read/read.js';

// A portion ends after so many bytes of the file, which are read in some seconds, or so much that is kept.
const PORTION_BYTES = 64 * 1024 * 1024;
const PORTION_KEPT = 50;

export interface WarcReading {
  filter: BackfillFilter;
  outlets: readonly Outlet[];
  judge: Judge;
  /** Whether a page may hold an article that is kept; asked of its bytes as they lie there. */
  mayMatter: MayMatter;
}

/** Reads one file, from where it says on; what is kept of articles that are cut into several pages is joined in the end. */
export async function* readWarc(task: FileTask, reading: WarcReading): AsyncGenerator<Portion> {
  const scan = openWarcScan(task.path, { ...wanting(reading), from: task.from });
  const portions = new Portions(scan);
  const parts = [...task.parts];
  const next = (): Portion => {
    parts.push(...portions.open.parts);
    return portions.next();
  };
  try {
    for (const record of scan.records()) {
      await judgeRecord(task, record, reading, portions.open);
      if (portions.isFull()) yield next();
    }
    yield next();
    const { position, resumeAt } = portions.open;
    for await (const kept of joinPages(task.path, parts, reading.judge))
      yield { ...emptyPortion(), kept, position, resumeAt };
  } finally {
    scan.close();
  }
}

/** Which records are looked into, by their heads alone. */
function wanting({ filter, outlets }: WarcReading): Pick<ScanOptions, 'wants' | 'headFirst'> {
  const isHost = hostFilter(filter, outlets);
  const { since } = filter.range;
  const wants = ({ type, url, date }: WarcHead): boolean =>
    type === 'response' &&
    url !== null &&
    // What was fetched before a day was not published after it.
    (since === null || date === null || date.slice(0, 10) >= since) &&
    (isHost === null || isHost(url));
  return { wants, headFirst: isHost !== null };
}

/** Cuts what a scan gives into portions. */
class Portions {
  open: Portion;
  private last: number;
  private seen = 0;
  private faults = 0;

  constructor(private readonly scan: WarcScan) {
    this.last = scan.position;
    this.open = this.begin();
  }

  isFull(): boolean {
    return this.scan.position - this.last > PORTION_BYTES || this.open.kept.length >= PORTION_KEPT;
  }

  next(): Portion {
    const { scan, open } = this;
    const faults = scan.counts.broken + scan.counts.forged;
    open.counts.seen = scan.counts.records - this.seen;
    open.counts.broken += faults - this.faults;
    open.position = scan.position;
    open.resumeAt = scan.resumeAt;
    this.seen = scan.counts.records;
    this.faults = faults;
    this.last = scan.position;
    this.open = this.begin();
    return open;
  }

  private begin(): Portion {
    return { ...emptyPortion(), position: this.scan.position, resumeAt: this.scan.resumeAt };
  }
}

async function judgeRecord(
  { path }: FileTask,
  record: WarcRecord,
  { filter, judge, mayMatter }: WarcReading,
  portion: Portion,
): Promise<void> {
  const body = pageBody(record.block);
  if (body === null) return;
  portion.counts.wanted += 1;
  if (!filter.all && !mayMatter(body)) return;
  if (!record.confirm()) {
    portion.complaints.push(`${path}: what looks like a record at ${record.offset} is part of another page`);
    return;
  }
  const page = await toPage(path, record, judge.book);
  if (page === null) return;
  portion.counts.candidates += 1;
  if (page === 'opted out') {
    portion.counts.optedOut += 1;
    return;
  }
  const kept = judge.judgePage(page);
  if (typeof kept === 'string') return;
  portion.kept.push(kept);
  portion.counts.kept += 1;
  if (!kept.article.partial && !isFurtherPage(page.url)) return;
  const pages = allPages(page.html, page.url);
  if (pages.length > 0) portion.parts.push(pages);
}
