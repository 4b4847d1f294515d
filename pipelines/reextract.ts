/** Program `reextract`: runs the dictionaries of today over stored articles, shows what changes, and takes a run back. */
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import type { Dictionary } from '../src/model/dictionary.js';
import type { Article } from '../src/model/article.js';
import { Halt, Misuse } from '../src/model/errors.js';
import type { Extraction } from '../src/model/report.js';
import { openLog, readSettings } from '../src/run/run.js';
import type { ExtractionRun, Run, Store } from '../src/store/store.js';
import { runDirect } from './carry.js';
import { compareReadings, tellReading, type ReadingDifference } from './compare-readings.js';
import { ALL, type Stages } from './flow.js';
import { print } from './print.js';
import { readOptions } from './read-options.js';
import { programVersion } from './version.js';
import { wireStages } from './wire-stages.js';
import { withStore } from './with-store.js';

const HELP = `Usage: pantau reextract [OPTIONS]

Extracts stored articles anew that another version of dictionaries or program extracted, and links what changed. Prints
which reports are gained (+), lost (-), altered (~) and moved (>: the same, told by other stretches of text), value by
value with the stretches of text each rests on, before and after. A run that was killed is gone on with.

  --dry-run          show the differences, change nothing
  --all              all articles, also those that this version extracted
  --revert RUN       put back what a run replaced; articles extracted again since are left alone and named
  --runs             list the runs, the newest first
  --json             one JSON object per article that differs, then one with the counts
`;

interface Asked {
  dryRun: boolean;
  all: boolean;
  json: boolean;
  runs: boolean;
  revert: string | null;
}

/** Counts of a run. */
interface Counts {
  run: string | null;
  articles: number;
  differ: number;
  gained: number;
  lost: number;
  altered: number;
  moved: number;
  incidents: { new: number; changed: number; removed: number };
}

/** Runs the program; exit code 0 when it is done, also when nothing differs. */
export default async function reextract(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === null) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  return withStore(settings, async (store) => {
    if (asked.runs) {
      await print((await store.runs()).map((run) => `${asked.json ? JSON.stringify(run) : tellRun(run)}\n`));
      return 0;
    }
    const dictionary = await loadDictionary(settings.dictionaries);
    const session = new Session(store, dictionary, asked);
    await (asked.revert === null ? session.extract() : session.revert(asked.revert));
    return 0;
  });
}

function readArguments(args: string[]): Asked | null {
  const flag = { type: 'boolean' } as const;
  const { values } = readOptions('reextract', HELP, {
    args,
    options: {
      'dry-run': flag,
      all: flag,
      json: flag,
      runs: flag,
      revert: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return null;
  return {
    dryRun: values['dry-run'] === true,
    all: values.all === true,
    json: values.json === true,
    runs: values.runs === true,
    revert: values.revert ?? null,
  };
}

const tellRun = ({ id, kind, reverts, version, started, ended, articles }: Run): string =>
  `${id}  ${started}  ${kind}${reverts === null ? '' : ` of ${reverts}`}  ${articles} articles  ${ended === null ? 'not ended' : 'ended'}  ${version}`;

const BATCH = 150;

/** One run over the articles, some at a time, so that memory stays flat. */
class Session {
  private readonly counts: Counts;
  private readonly version: string;
  private run: ExtractionRun | null = null;

  constructor(
    private readonly store: Store,
    private readonly dictionary: Dictionary,
    private readonly asked: Asked,
  ) {
    this.version = `${programVersion()} ${dictionary.version}`;
    const incidents = { new: 0, changed: 0, removed: 0 };
    this.counts = { run: null, articles: 0, differ: 0, gained: 0, lost: 0, altered: 0, moved: 0, incidents };
  }

  async extract(): Promise<void> {
    const stages = await this.begin('reextract', null);
    for (let after: string | null = null; ;) {
      const ids: string[] = await this.store.outdatedArticles(
        this.asked.all ? null : this.version,
        after,
        BATCH,
      );
      if (ids.length === 0) break;
      after = ids.at(-1) ?? null;
      const extractions = [];
      for (const article of await this.store.articles(ids)) {
        const extraction = await this.extractOne(article, stages);
        if (extraction === null) continue;
        await this.note(compareReadings(await this.store.extraction(article.id), extraction, article));
        extractions.push(extraction);
      }
      if (!this.asked.dryRun) await stages.saveExtractions(extractions);
    }
    await this.end(stages);
  }

  /** Null for an article that cannot be extracted: it is named, and stays as it was. */
  private async extractOne(article: Article, stages: Stages): Promise<Extraction | null> {
    try {
      return stages.extract(article);
    } catch (error) {
      if (error instanceof Halt) throw error;
      tell(`${article.id}: ${(error as Error).message}`);
      return null;
    }
  }

  async revert(id: string): Promise<void> {
    const run = await this.store.run(id);
    if (run === null) throw new Misuse(`reextract: no run "${id}"; --runs lists them`);
    const stages = await this.begin('revert', id);
    for (let after: string | null = null; ;) {
      const replaced = await this.store.replaced(id, after, BATCH);
      if (replaced.length === 0) break;
      after = replaced.at(-1)?.item.extraction.article.id ?? null;
      for (const { item, standing } of replaced) await this.putBack(item, standing);
    }
    await this.end(stages);
  }

  private async putBack(
    item: Parameters<Store['saveExtractions']>[0][number],
    standing: boolean,
  ): Promise<void> {
    const { id } = item.extraction.article;
    const [article] = await this.store.articles([id]);
    const now = await this.store.extraction(id);
    if (article === undefined || now === null) return tell(`${id}: erased since; left alone`);
    // A run of the same reversal that was killed has put it back already.
    if (!standing)
      return (await this.isBack(id)) ? undefined : tell(`${id}: extracted again since; left alone`);
    await this.note(compareReadings(now, item.extraction, article));
    if (!this.asked.dryRun) await this.store.saveExtractions([item], new Date(), this.run);
  }

  private async isBack(article: string): Promise<boolean> {
    if (this.run === null) return false;
    return (await this.store.extractionRun(article)) === this.run.id;
  }

  /** Stages that store under the run, which is begun unless nothing is to be stored. */
  private async begin(kind: ExtractionRun['kind'], reverts: string | null): Promise<Stages> {
    if (!this.asked.dryRun) {
      const { id } = await this.store.beginRun({ kind, reverts, version: this.version }, new Date());
      this.run = { id, kind };
      this.counts.run = id;
    }
    const { incidents } = this.counts;
    return wireStages({
      store: this.store,
      dictionary: this.dictionary,
      outlets: await loadOutlets(readSettings(process.env).dictionaries),
      collector: null,
      log: openLog('error'),
      run: this.run,
      watcher: {
        linked({ fresh, changed, removed }) {
          incidents.new += fresh.length;
          incidents.changed += changed.length;
          incidents.removed += removed.length;
        },
      },
    });
  }

  private async note(difference: ReadingDifference | null): Promise<void> {
    this.counts.articles += 1;
    if (difference === null) return;
    this.counts.differ += 1;
    for (const { change } of difference.reports) this.counts[change] += 1;
    await print(
      this.asked.json
        ? [`${JSON.stringify(difference)}\n`]
        : tellReading(difference).map((line) => `${line}\n`),
    );
  }

  private async end(stages: Stages): Promise<void> {
    if (this.run !== null) {
      await runDirect(stages, 'link', [ALL]);
      await this.store.endRun(this.run.id, new Date());
    }
    const { run, articles, differ, gained, lost, altered, moved, incidents } = this.counts;
    if (this.asked.json) return print([`${JSON.stringify(this.counts)}\n`]);
    const reports = `reports: ${gained} gained, ${lost} lost, ${altered} altered, ${moved} moved`;
    const effect =
      run === null
        ? 'nothing was stored (--dry-run)'
        : `incidents: ${incidents.new} new, ${incidents.changed} changed, ${incidents.removed} no more; run ${run} (--revert ${run} takes it back)`;
    tell(`${articles} articles extracted, ${differ} differ; ${reports}; ${effect}`);
  }
}

const tell = (message: string): void => void process.stderr.write(`pantau: ${message}\n`);
