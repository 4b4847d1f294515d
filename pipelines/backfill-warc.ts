/** Backfill from WARC: records to pages that are wanted and might be relevant, portion by portion. */
import {
  bodyStart,
  openWarcScan,
  readResponse,
  writeCapture,
  type ScanOptions,
  type WarcHead,
  type WarcRecord,
  type WarcScan,
} from '../src/archive/archive.js';
import type { Page } from '../src/model/page.js';
import type { Outlet } from '../src/model/outlet.js';
import { hostFilter, type BackfillFilter } from './backfill-filter.js';
import type { Judge, MayMatter } from './backfill-judge.js';
import { noCounts, type FileTask, type Portion } from './backfill-portion.js';

// A portion ends after so many bytes of the file, or so much that is kept.
const PORTION_BYTES = 16 * 1024 * 1024;
const PORTION_KEPT = 50;
/** Example: `HTTP/1.1 200 OK`; what is no page of its own is never looked into. */
const OK = /^HTTP\/[\d.]{1,4} 200\b/;
/** Example: `Content-Encoding: gzip`. */
const CODED = /\n(content|transfer)-encoding:/i;
/** Example: `Content-Type: image/png`; pages are text/html, mostly with a charset. */
const OTHER_TYPE = /\ncontent-type:[ \t]{0,9}(?!text\/html|application\/xhtml|text\/plain)[^\s]/i;

export interface WarcReading {
  filter: BackfillFilter;
  outlets: readonly Outlet[];
  judge: Judge;
  /** Whether a page may hold an article that is kept; asked of its bytes as they lie there. */
  mayMatter: MayMatter;
}

/** Reads one file, from where it says on. */
export async function* readWarc(task: FileTask, reading: WarcReading): AsyncGenerator<Portion> {
  const scan = openWarcScan(task.path, { ...wanting(reading), from: task.from });
  const portions = new Portions(scan);
  try {
    for (const record of scan.records()) {
      await judgeRecord(task, record, reading, portions.open);
      if (portions.isFull()) yield portions.next();
    }
    yield portions.next();
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
    return { kept: [], counts: noCounts(), position: 0, resumeAt: 0, complaints: [] };
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
  const page = await toPage(path, record, judge);
  if (page === null) return;
  portion.counts.candidates += 1;
  const kept = judge.judgePage(page);
  if (typeof kept === 'string') return;
  portion.kept.push(kept);
  portion.counts.kept += 1;
}

/** The bytes of a page that answered well; null for anything else. */
function pageBody(block: Buffer): Buffer | null {
  const start = bodyStart(block);
  if (start < 0) return null;
  const head = block.toString('latin1', 0, start);
  if (!OK.test(head) || OTHER_TYPE.test(head)) return null;
  return CODED.test(head) ? (readResponse(block)?.body ?? null) : block.subarray(start);
}

async function toPage(path: string, record: WarcRecord, judge: Judge): Promise<Page | null> {
  const { url, date, id } = record.head;
  const response = readResponse(record.block);
  if (response === null || url === null || !URL.canParse(url)) return null;
  const at = new Date(date ?? Number.NaN);
  if (Number.isNaN(at.getTime())) return null;
  // Loaded with the first page: most of what it brings serves crawling.
  const { makePage } = await import('../src/collect/collect.js');
  const { href } = new URL(url);
  const outlet = judge.book.find(href)?.id ?? new URL(href).host.replace(/^www\./, '');
  const capture =
    record.offset === null ? null : writeCapture({ file: path, offset: record.offset, record: id });
  const { status, headers, body } = response;
  return makePage({ url: href, requested: href, outlet, at, status, headers, body, capture });
}
