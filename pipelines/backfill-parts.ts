/** Backfill of parts: articles that were kept and are cut into several pages, whose other pages are looked for in the file and joined. */
import { openWarcScan } from '../src/archive/archive.js';
import type { Page } from '../src/model/page.js';
import { furtherPages } from '../src/read/read.js';
import type { Judge, Kept } from './backfill-judge.js';
import { pageBody, toPage } from './backfill-record.js';

/** Pages that are held at the same time; articles that would be more wait for another pass over the file. */
const MOST_PAGES = 200;
const PORTION_KEPT = 50;

/** An article with the pages that were found of it so far. */
interface Open {
  first: Page | null;
  /** Addresses of the other pages, as the first names them. */
  further: string[];
  found: Map<string, Page>;
}

const begin = (): Open => ({ first: null, further: [], found: new Map() });

/**
 * Joins articles of a file; only the heads of other records are looked at.
 * @param groups addresses of the pages of each article, its first before the others
 * @returns the joined articles, some at a time; an article without further pages in the file is left out
 */
export async function* joinPages(
  path: string,
  groups: readonly (readonly string[])[],
  judge: Judge,
): AsyncGenerator<Kept[]> {
  let waiting = new Map<string, readonly string[]>();
  for (const group of groups) {
    const [first = ''] = group;
    waiting.set(first, [...new Set([...(waiting.get(first) ?? []), ...group])]);
  }
  while (waiting.size > 0) {
    const pass = new Pass(waiting, judge);
    yield* pass.read(path);
    waiting = pass.later;
  }
}

/** One pass over the file. */
class Pass {
  /** Articles of which not all was held or known in this pass. */
  readonly later = new Map<string, readonly string[]>();
  private readonly open = new Map<string, Open>();
  /** First pages of articles by the addresses of all their pages. */
  private readonly firstOf = new Map<string, string>();
  private held = 0;
  private joined: Kept[] = [];

  constructor(
    private readonly groups: ReadonlyMap<string, readonly string[]>,
    private readonly judge: Judge,
  ) {
    for (const [first, addresses] of groups) for (const one of addresses) this.firstOf.set(one, first);
  }

  async *read(path: string): AsyncGenerator<Kept[]> {
    const wants = (url: string | null): boolean => url !== null && this.firstOf.has(plain(url));
    const scan = openWarcScan(path, {
      wants: ({ type, url }) => type === 'response' && wants(url),
      headFirst: true,
    });
    try {
      for (const record of scan.records()) {
        const isPage = pageBody(record.block) !== null && record.confirm();
        const page = isPage ? await toPage(path, record, this.judge.book) : null;
        if (page !== null && page !== 'opted out') this.meet(page);
        if (this.joined.length >= PORTION_KEPT) yield this.hand();
      }
    } finally {
      scan.close();
    }
    for (const [first, open] of this.open) {
      this.finish(first, open);
      if (this.joined.length >= PORTION_KEPT) yield this.hand();
    }
    if (this.joined.length > 0) yield this.hand();
  }

  private hand(): Kept[] {
    const { joined } = this;
    this.joined = [];
    return joined;
  }

  private meet(page: Page): void {
    const first = this.firstOf.get(page.url) ?? '';
    if (this.later.has(first)) return;
    const open = this.open.get(first) ?? begin();
    if (!this.open.has(first) && this.held >= MOST_PAGES) {
      this.later.set(first, this.groups.get(first) ?? []);
      return;
    }
    this.open.set(first, open);
    if (page.url === first) {
      this.held += open.first === null ? 1 : 0;
      open.first = page;
      open.further = furtherPages(page.html, page.url);
    } else {
      this.held += open.found.has(page.url) ? 0 : 1;
      open.found.set(page.url, page);
    }
    if (open.first !== null && open.further.every((one) => open.found.has(one))) this.finish(first, open);
  }

  /** Joins what was found of an article, unless its first page names others, which were not looked for. */
  private finish(first: string, { first: page, further, found }: Open): void {
    this.open.delete(first);
    this.held -= found.size + (page === null ? 0 : 1);
    const asked = this.groups.get(first) ?? [];
    const unasked = further.filter((one) => !asked.includes(one));
    if (unasked.length > 0 && !this.later.has(first)) {
      this.later.set(first, [...asked, ...unasked]);
      return;
    }
    const pages = further.flatMap((one) => found.get(one) ?? []);
    if (page === null || pages.length === 0) return;
    const kept = this.judge.judgePage(page, { pages, missing: further.length - pages.length });
    if (typeof kept !== 'string') this.joined.push(kept);
  }
}

const plain = (url: string): string => (URL.canParse(url) ? new URL(url).href : url);
