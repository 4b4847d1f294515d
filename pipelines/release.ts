/** Program `release`: freezes the dataset as a versioned data package: tables, codebook, coverage, scores, checksums, delta. */
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { Halt, Misuse } from '../src/model/errors.js';
import type { Filter } from '../src/model/query.js';
import { Release, type BegunRelease } from '../src/model/release.js';
import {
  columnCodebook,
  coverFilter,
  describePackage,
  printFilter,
  releaseChangelog,
  releaseCitation,
  releaseReadme,
  releaseScript,
  supersededNote,
  type Languages,
} from '../src/publish/publish.js';
import { readSettings, type Settings } from '../src/run/run.js';
import { openStore, type Store } from '../src/store/store.js';
import { takeNamed, takeNewest, takeNone, type Chosen, type Own } from './choose-before.js';
import { ZONE } from './digest-day.js';
import { FILTER_HELP, FILTER_OPTIONS, readFilter } from './filter-options.js';
import {
  draftOf,
  erasedVersions,
  markErased,
  markSuperseded,
  readKnown,
  settleBegun,
  tellReleases,
} from './known-releases.js';
import { print } from './print.js';
import { readOptions } from './read-options.js';
import { holdsErased } from './release-before.js';
import { openRelease, type ReleaseFolder } from './release-folder.js';
import { writeReleaseTables } from './release-tables.js';
import { readScores } from './release-scores.js';
import { bothLanguages, rowManner } from './row-manner.js';
import { findStrangers, spanOf, tellStrangers } from './tell-coverage.js';
import { programVersion } from './version.js';
import { withStore } from './with-store.js';

const HELP = `Usage: pantau release VERSION [OPTIONS]
       pantau release --list [--json]
       pantau release --adopt FOLDER...

Freezes the dataset as a Frictionless Data Package: the tables as CSV, Parquet and JSON lines, their codebook, coverage,
scores of extraction, checksums, citation, changelog, and what became of each incident since the release before: the
newest on the list that was made with the same filter. The same data and the same release before give the same bytes.
What stands in the folder already is never overwritten. Earlier releases that hold what was
erased on a legal request since are named in it, and a note in the folder of each says that it is superseded.

  --out FOLDER          folder of the release; release-VERSION unless given
  --previous FOLDER     folder of the release before, in place of the newest on the list
  --no-previous         compare with no release before
  --adopt               put the releases of these folders on the list, where it lacks them: made by an earlier program or
                        beside another database; those that hold what was erased since are marked
  --list                list the releases that were made, and which of them are superseded; with --json as JSON lines
${FILTER_HELP}`;

interface Asked {
  version: string;
  out: string;
  /** Folder of the release before; null where none is wanted, undefined where the list says which. */
  previous: string | null | undefined;
  filter: Filter;
}

/** Runs the program; exit code 0 when the release stands. */
export default async function release(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  if (values.list === true) {
    await list(settings, values.json === true);
    return 0;
  }
  const dictionary = await loadDictionary(settings.dictionaries);
  if (values.adopt === true) return adopt(settings, positionals, bothLanguages(dictionary));
  const asked = check(values, positionals, dictionary);
  if (settings.databaseUrl === null && !existsSync(settings.data))
    throw new Halt(
      `there is no data in ${settings.data}; run "pantau monitor" or "pantau ingest", or set PANTAU_DATA`,
    );
  const named = await takeAsked(asked);
  const draft = draftOf(asked.out);
  await rm(draft, { recursive: true, force: true });
  const store = await openStore({ url: settings.databaseUrl, folder: settings.data });
  try {
    await settleBegun(store);
    await store.settleCoverage(ZONE, new Date());
    const outlets = await loadOutlets(settings.dictionaries);
    const made = await store.atOneTime(async (dataset) => {
      const state = await dataset.datasetState();
      const known = await dataset.releases();
      const chosen = named ?? (await takeNewest(known, ownOf(asked, state)));
      const { before } = chosen;
      const folder = openRelease(draft);
      const tables = {
        filter: asked.filter,
        span: spanOf(asked.filter, outlets),
        manner: await rowManner(dataset, dictionary, settings.dictionaries),
        languages: bothLanguages(dictionary),
      };
      const delta = await writeReleaseTables(dataset, tables, folder, before);
      const erased = erasedVersions(known, asked.version);
      const holds = before !== null && holdsErased(before, await dataset.tombstones());
      const superseded = holds ? [...new Set([...erased, before.version])].sort() : erased;
      return { folder, chosen, delta, state, superseded, names: tables.manner.names };
    });
    const strangers = await findStrangers(store, asked.filter, outlets);
    process.stderr.write(tellStrangers(strangers));
    const told = {
      ...made,
      filter: coverFilter(asked.filter, made.names),
      strangers: strangers.map(made.names.except(new Set())),
    };
    const frozen = await finish(asked, dictionary, told, settings.dictionaries);
    const own = entryOf(asked, frozen);
    // Noted first: an erasure must know of it even if this program is killed right after the folder is in its place.
    await store.beginRelease(own);
    await rename(draft, asked.out);
    await store.recordRelease(own);
    await supersede(store, asked, frozen, bothLanguages(dictionary));
    process.stderr.write(`pantau: ${made.chosen.told}\n`);
    tell(asked, frozen);
    return 0;
  } finally {
    await store.close();
    await rm(draft, { recursive: true, force: true });
  }
}

type Values = ReturnType<typeof readArguments>['values'];

function readArguments(args: string[]) {
  const options = {
    ...FILTER_OPTIONS,
    out: { type: 'string' },
    previous: { type: 'string' },
    'no-previous': { type: 'boolean' },
    list: { type: 'boolean' },
    adopt: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  return readOptions('release', HELP, { args, options, allowPositionals: true });
}

/** @throws Misuse that names what cannot be done */
function check(values: Values, positionals: readonly string[], dictionary: Dictionary): Asked {
  const [version, ...rest] = positionals;
  if (version === undefined || rest.length > 0)
    throw new Misuse(`release: name one version, such as 1.0.0\n\n${HELP}`);
  if (!Release.shape.version.safeParse(version).success)
    throw new Misuse(`release: "${version}" is no version; take letters, digits, full stops and hyphens`);
  const out = (values.out ?? `release-${version}`).replace(/\/+$/, '');
  if (existsSync(out))
    throw new Misuse(
      `release: ${out} stands there already; a release is frozen, take another version or folder`,
    );
  const none = values['no-previous'] === true;
  if (none && values.previous !== undefined)
    throw new Misuse(
      'release: --previous names a release before, --no-previous wants none; give one of them',
    );
  return {
    version,
    out,
    previous: none ? null : values.previous,
    filter: readFilter('release', values, dictionary),
  };
}

/** The release before as it was asked for; null where the list of releases says which it is. */
async function takeAsked({ version, previous }: Asked): Promise<Chosen | null> {
  if (previous === undefined) return null;
  return previous === null ? takeNone() : takeNamed(previous, version);
}

const ownOf = ({ version, filter }: Asked, { changed }: Made['state']): Own => ({
  version,
  created: changed ?? NEVER,
  filter: printFilter(filter),
});

interface Made {
  folder: ReleaseFolder;
  chosen: Chosen;
  delta: Awaited<ReturnType<typeof writeReleaseTables>>;
  state: Awaited<ReturnType<Store['datasetState']>>;
  /** Versions of earlier releases that hold what was erased since. */
  superseded: string[];
  /** As it may be published. */
  filter: Filter;
  /** Outlets of the filter that nobody knows. */
  strangers: string[];
}

const NEVER = '1970-01-01T00:00:00.000Z';

/** Writes what tells about the tables; the checksums last. */
async function finish(
  asked: Asked,
  dictionary: Dictionary,
  { folder, chosen, delta, state, superseded, filter, strangers }: Made,
  dictionaries: string,
): Promise<Release> {
  const languages = bothLanguages(dictionary);
  const about = (): Release =>
    Release.parse({
      version: asked.version,
      created: state.changed ?? NEVER,
      filter,
      dictionary: dictionary.version,
      pantau: programVersion(),
      extractedBy: state.versions,
      files: folder.files(),
      supersedes: chosen.supersedes,
      noDelta: chosen.noDelta,
      superseded,
      strangers,
    });
  const scores = await readScores();
  await folder.writeText('codebook.md', columnCodebook(languages));
  await folder.writeText('dictionary-codebook.md', await readCodebook(dictionaries));
  await folder.writeText('open.R', releaseScript(languages));
  await folder.writeText('audit.json', `${JSON.stringify(scores, null, 2)}\n`);
  await folder.writeText('CITATION.cff', releaseCitation(about(), languages));
  await folder.writeText(
    'CHANGELOG.md',
    releaseChangelog(about(), delta, languages, chosen.before?.changelog ?? null),
  );
  await folder.writeText('README.md', releaseReadme(about(), languages, scores.coderAgreement !== null));
  await folder.writeText(
    'datapackage.json',
    `${JSON.stringify(describePackage(about(), languages), null, 2)}\n`,
  );
  await folder.writeText('release.json', `${JSON.stringify(about(), null, 2)}\n`);
  await folder.writeChecksums();
  return about();
}

/** What the list keeps of a release that is made now. */
const entryOf = ({ out, filter }: Asked, { version, created, supersedes }: Release): BegunRelease => ({
  folder: resolve(out),
  version,
  created,
  made: new Date().toISOString(),
  filter: printFilter(filter),
  supersedes,
});

/** Marks whatever holds what was erased: every release that is known, and the one that was named. */
async function supersede(
  store: Store,
  { previous }: Asked,
  { version, supersedes, superseded }: Release,
  languages: Languages,
): Promise<void> {
  const lines = await markErased(store, languages, version);
  const isKnown = (await store.releases()).some(
    ({ folder }) => typeof previous === 'string' && folder === resolve(previous),
  );
  if (typeof previous === 'string' && supersedes !== null && superseded.includes(supersedes) && !isKnown) {
    await markSuperseded(previous, supersededNote(supersedes, version, languages));
    lines.push(`release ${supersedes} in ${previous} holds what was erased since: take it down`);
  }
  for (const line of lines) process.stderr.write(`pantau: ${line}\n`);
}

const list = (settings: Settings, json: boolean): Promise<void> =>
  withStore(settings, async (store) => {
    await settleBegun(store);
    const releases = await store.releases();
    const lines = json ? releases.map((one) => JSON.stringify(one)) : tellReleases(releases);
    await print(lines.map((line) => `${line}\n`));
  });

/** Enters releases that the store does not know, and marks those that hold what was erased since. */
async function adopt(settings: Settings, folders: readonly string[], languages: Languages): Promise<number> {
  if (folders.length === 0) throw new Misuse(`release: --adopt: name the folders of releases\n\n${HELP}`);
  const found = await Promise.all(folders.map(readKnown));
  await withStore(settings, async (store) => {
    await settleBegun(store);
    const known = new Set((await store.releases()).map(({ folder }) => folder));
    for (const one of found) if (!known.has(one.folder)) await store.recordRelease(one);
    for (const line of await markErased(store, languages, null)) process.stderr.write(`pantau: ${line}\n`);
    await print(tellReleases(await store.releases()).map((line) => `${line}\n`));
  });
  return 0;
}

/** What every code means, as the dictionaries say; a folder of dictionaries without it gives none. */
const readCodebook = (dictionaries: string): Promise<string> =>
  readFile(join(dictionaries, 'CODEBOOK.md'), 'utf8').catch(() => '');

function tell({ out, filter }: Asked, { version, files }: Release): void {
  process.stdout.write(`${out}\n`);
  for (const { path, rows } of files)
    if (path.endsWith('.csv')) process.stderr.write(`${path}: ${rows ?? 0} row${rows === 1 ? '' : 's'}\n`);
  process.stderr.write(`release ${version}; filter: ${printFilter(filter) || 'none'}\n`);
}
