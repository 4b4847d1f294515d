/** Program `ingest`: stores articles from files, and the reports, claims and incidents they make. */
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import type { Article, ArticleInput } from '../src/model/article.js';
import type { Dictionary } from '../src/model/dictionary.js';
import type { Outlet } from '../src/model/outlet.js';
import { Misuse } from '../src/model/errors.js';
import { givenDate, readInput, readingWords, type ReadingWords } from '../src/read/read.js';
import { openLog, readSettings } from '../src/run/run.js';
import { openStore, type Store } from '../src/store/store.js';
import { walkDirectly, type DirectWalk } from './carry.js';
import { ZONE } from './digest-day.js';
import { ALL, type Stages } from './flow.js';
import { readInputs, type Input } from './inputs.js';
import { readOptions } from './read-options.js';
import { wireStages, type Watcher } from './wire-stages.js';

const HELP = `Usage: pantau ingest [OPTIONS] PATH...

Stores the articles of .txt, .html, .json and .jsonl files (each also .gz), of folders of these, or of standard input
(-), with the reports, claims and incidents they make. The same again changes nothing.

  --published DATE   date of publication of files that do not say it
  --outlet NAME      outlet of files that do not say it
  --url URL          address of files that do not say it
  --title TEXT       headline of plain text files
  --json             print the counts as one JSON object
`;

/** What became of the inputs. */
export interface IngestCounts {
  new: number;
  changed: number;
  unchanged: number;
  /** Reports of articles that are new, changed, or extracted anew. */
  cases: number;
  measures: number;
  /** Incidents that are new, changed or no more. */
  incidents: { new: number; changed: number; removed: number };
  /** Inputs that could not be used. */
  failed: number;
}

/** Runs the program; exit code 0 when every input was stored, 1 when some were not. */
export default async function ingest(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length === 0)
    throw new Misuse(`ingest: name files or folders, or - for standard input\n\n${HELP}`);
  if (values.published !== undefined && givenDate(values.published) === null)
    throw new Misuse(`ingest: --published "${values.published}" is no ISO date, such as 2023-11-08`);
  const settings = readSettings(process.env);
  const dictionary = await loadDictionary(settings.dictionaries);
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    const counts = noCounts();
    const log = openLog(settings.log ?? 'error');
    const outlets = await loadOutlets(settings.dictionaries);
    const stages = wireStages({ store, dictionary, outlets, collector: null, log, watcher: counter(counts) });
    await new Ingestion(store, dictionary, outlets, stages, counts).take(readInputs(positionals, values));
    await store.settleCoverage(ZONE, new Date());
    process.stdout.write(
      values.json === true ? `${JSON.stringify(counts)}\n` : describe(counts, store.place),
    );
    return counts.failed === 0 ? 0 : 1;
  } finally {
    await store.close();
  }
}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const;
  return readOptions('ingest', HELP, {
    args,
    allowPositionals: true,
    options: {
      published: text,
      outlet: text,
      url: text,
      title: text,
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function noCounts(): IngestCounts {
  const incidents = { new: 0, changed: 0, removed: 0 };
  return { new: 0, changed: 0, unchanged: 0, cases: 0, measures: 0, incidents, failed: 0 };
}

function counter(counts: IngestCounts): Watcher {
  return {
    extracted({ reports }) {
      const cases = reports.filter(({ type }) => type === 'case').length;
      counts.cases += cases;
      counts.measures += reports.length - cases;
    },
    linked({ fresh, changed, removed }) {
      counts.incidents.new += fresh.length;
      counts.incidents.changed += changed.length;
      counts.incidents.removed += removed.length;
    },
  };
}

function describe(counts: IngestCounts, place: string): string {
  const { incidents } = counts;
  return [
    `articles:  ${counts.new} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.failed} not usable`,
    `reports:   ${counts.cases} of cases, ${counts.measures} of measures`,
    `incidents: ${incidents.new} new, ${incidents.changed} changed, ${incidents.removed} no more`,
    `stored in ${place}\n`,
  ].join('\n');
}

const BATCH = 150;
const BATCH_CHARS = 4_000_000;
// Linking looks at whole neighbourhoods, so it is done for many articles at once.
const LINK_EVERY = 20;

/** Inputs on their way into the store, some at a time, so that memory stays flat. */
class Ingestion {
  private batch: Article[] = [];
  private chars = 0;
  private batches = 0;
  private readonly words: ReadingWords;
  private readonly walk: DirectWalk;

  constructor(
    private readonly store: Store,
    dictionary: Dictionary,
    private readonly outlets: readonly Outlet[],
    stages: Stages,
    private readonly counts: IngestCounts,
  ) {
    this.words = readingWords(dictionary);
    this.walk = walkDirectly(stages);
  }

  async take(inputs: AsyncIterable<Input>): Promise<void> {
    for await (const input of inputs) {
      const article = 'error' in input ? input.error : this.read(input.article);
      if (typeof article === 'string') this.complain(input.where, article);
      else {
        this.batch.push(article);
        this.chars += article.text.length;
      }
      if (this.batch.length >= BATCH || this.chars >= BATCH_CHARS) await this.storeBatch();
    }
    await this.storeBatch();
    // Also what an earlier run stored and was killed before linking.
    await this.walk.emit('link', [ALL]);
    await this.walk.run();
  }

  private complain(where: string, reason: string): void {
    this.counts.failed += 1;
    process.stderr.write(`pantau: ${where}: ${reason}\n`);
  }

  /** The article of an input, or what is wrong with it. */
  private read(input: ArticleInput): Article | string {
    if (input.published && givenDate(input.published) === null)
      return `published is no ISO date: ${JSON.stringify(input.published.slice(0, 60))}`;
    const article = readInput(input, this.words, this.outlets).value;
    return article.text.trim() === '' ? 'no text was found in the page' : article;
  }

  private async storeBatch(): Promise<void> {
    const articles = [...new Map(this.batch.map((article) => [article.id, article])).values()];
    this.batch = [];
    this.chars = 0;
    if (articles.length === 0) return;
    const ids = articles.map(({ id }) => id);
    const known = new Set((await this.store.articles(ids)).map(({ id }) => id));
    for (const { id, changed } of await this.store.saveArticles(articles, new Date())) {
      if (!changed) this.counts.unchanged += 1;
      else if (known.has(id)) this.counts.changed += 1;
      else this.counts.new += 1;
    }
    await this.walk.emit('extract', ids);
    this.batches += 1;
    await this.walk.run(this.batches % LINK_EVERY === 0 ? undefined : ['extract']);
  }
}
