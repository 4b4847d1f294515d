/** Program `outlets add`: a site's address to the draft of its outlet file. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findFeeds, type FoundSite } from '../src/collect/collect.js';
import { loadDictionary, loadOutlets, lookupPlaces, placeCode } from '../src/dictionary/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import { Outlet, type TimeZone } from '../src/model/outlet.js';
import type { Gazetteer } from '../src/model/gazetteer.js';
import { readSettings } from '../src/run/run.js';
import { tokenise } from '../src/text/text.js';
import { checkContact, outletFolder } from './outlet-files.js';
import { draftYaml, type Draft } from './outlet-yaml.js';
import { readOptions } from './read-options.js';
import { wireCollector } from './wire-collector.js';
import { writeWhole } from './write-whole.js';

const HELP = `Usage: pantau outlets add [OPTIONS] URL

Looks at a site's front page, robots.txt and the usual places for its feeds, sitemaps and WordPress API, asks each, and
prints the draft of its outlet file.

  --id ID                short name; made of the host unless given
  --name NAME            name as printed; the site's own unless given
  --reach CODES          codes of the provinces or regencies that it covers, parted by commas; guessed from its name
                         unless given
  --write                write the file into the folder of the outlets instead
  --outlets FOLDER       that folder, instead of the one of the dictionaries
  --delay MS             least pause between two requests in milliseconds; 2000 unless given
  --allow-address IP     private address that may be crawled; for tests
`;

/** Runs the search; exit code 0 also when the site has no feed: then its front page serves. */
export default async function add(args: string[]): Promise<number> {
  const settings = readSettings(process.env);
  const { values, positionals } = parse(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const home = readHome(positionals);
  const allowAddresses = [...settings.allowAddresses, ...(values['allow-address'] ?? [])];
  checkContact(settings, allowAddresses);
  const known = await loadOutlets(settings.dictionaries);
  refuseKnown(home, known);
  const collector = wireCollector(settings, allowAddresses);
  let site: FoundSite;
  try {
    const manners = values.delay === undefined ? {} : { delayMs: readDelay(values.delay) };
    const unnamed = Outlet.parse({ id: 'draft', name: 'draft', home, reach: [], manners });
    site = await findFeeds(unnamed, collector, true);
  } finally {
    await collector.close();
  }
  const { gazetteer } = await loadDictionary(settings.dictionaries);
  const draft = draftOf(site, values, known, gazetteer);
  for (const { kind, url, found } of site.feeds) tell(`${kind} ${url}: ${found} articles`);
  if (site.feeds.length === 0) tell(`${site.home} names no feed and lists no headlines`);
  const text = draftYaml(draft);
  if (values.write !== true) process.stdout.write(text);
  else await writeDraft(join(values.outlets ?? outletFolder(settings), `${draft.id}.yaml`), text);
  return 0;
}

const tell = (message: string): void => void process.stderr.write(`pantau: ${message}\n`);

async function writeDraft(file: string, text: string): Promise<void> {
  if (existsSync(file)) throw new Misuse(`outlets add: ${file} is there already; give another --id`);
  await writeWhole(file, Buffer.from(text));
  process.stdout.write(`${file}\n`);
}

/** The front page of an address, which may lack its https. */
function readHome([given, ...more]: readonly string[]): string {
  if (given === undefined || more.length > 0) throw new Misuse(`outlets add: give one address\n\n${HELP}`);
  const address = /^https?:\/\//i.test(given) ? given : `https://${given}`;
  if (!URL.canParse(address)) throw new Misuse(`outlets add: "${given}" is no address`);
  return new URL(address).href;
}

function readDelay(given: string): number {
  if (/^\d{1,6}$/.test(given)) return Number(given);
  throw new Misuse(`outlets add: --delay "${given}" is no number of milliseconds`);
}

function refuseKnown(home: string, known: readonly Outlet[]): void {
  const place = (url: string): string => {
    const { host, pathname } = new URL(url);
    return host.replace(/^www\./, '') + pathname.replace(/\/$/, '');
  };
  const twin = known.find((outlet) => place(outlet.home) === place(home));
  if (twin !== undefined) throw new Misuse(`outlets add: ${home} is known already, as ${twin.id}`);
}

interface Given {
  id?: string | undefined;
  name?: string | undefined;
  reach?: string | undefined;
}

function draftOf(site: FoundSite, given: Given, known: readonly Outlet[], gazetteer: Gazetteer): Draft {
  const name = given.name ?? site.name ?? new URL(site.home).host;
  const guessed = given.reach === undefined ? placesIn(name, gazetteer) : [];
  const reach = given.reach?.split(',').map((code) => code.trim()) ?? guessed;
  const draft = {
    id: given.id ?? idOf(site.home),
    name,
    home: site.home,
    reach,
    zone: zoneOf(reach, known),
    feeds: site.feeds.map(({ kind, url }) => ({ kind, url })),
  };
  const parsed = Outlet.safeParse(draft);
  if (!parsed.success)
    throw new Misuse(
      `outlets add: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    );
  return { ...draft, remarks: given.reach === undefined ? { reach: remarkOn(guessed) } : {} };
}

const remarkOn = (guessed: readonly string[]): string =>
  guessed.length > 0
    ? 'Guessed from the name: see that it is right.'
    : 'Write the codes of the provinces or regencies that it covers; none stands for the whole country.';

/** `jatim.kabar-uji.co.id` gives `jatim-kabar-uji`; an address of numbers stays whole. */
function idOf(home: string): string {
  const { hostname, pathname } = new URL(home);
  const labels = hostname.replace(/^www\./, '').split('.');
  const isNumber = /^[\d.]+$/.test(hostname);
  const kept = isNumber ? labels : labels.slice(0, labels.at(-2) === 'co' ? -2 : -1);
  const parts = [...kept, ...pathname.split('/')].filter((part) => part !== '');
  return parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '-');
}

// A regency and a city of one name are both meant; more places of one name are a mere word.
const MOST_GUESSED = 2;

/** Codes of the provinces or regencies whose name stands in a name, the longest first; none when it is not one place. */
function placesIn(name: string, gazetteer: Gazetteer): string[] {
  const words = tokenise(name).folded;
  const hits = words.flatMap((_, first) => lookupPlaces(gazetteer, words, first));
  const longest = Math.max(0, ...hits.map(({ length }) => length));
  const codes = new Set(
    hits
      .filter(({ length }) => length === longest)
      .flatMap(({ places }) => places.filter((place) => (gazetteer.level[place] ?? 9) <= 1))
      .map((place) => placeCode(gazetteer, place)),
  );
  return codes.size <= MOST_GUESSED ? [...codes] : [];
}

/** The clock that most known outlets of the same province go by. */
function zoneOf(reach: readonly string[], known: readonly Outlet[]): TimeZone {
  const province = reach[0]?.slice(0, 2);
  const zones = new Map<TimeZone, number>();
  for (const outlet of known)
    if (province !== undefined && outlet.reach[0]?.startsWith(province) === true)
      zones.set(outlet.zone, (zones.get(outlet.zone) ?? 0) + 1);
  return [...zones].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'WIB';
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  return readOptions('outlets add', HELP, {
    args,
    allowPositionals: true,
    options: {
      id: text,
      name: text,
      reach: text,
      delay: text,
      write: { type: 'boolean' },
      outlets: text,
      'allow-address': { type: 'string', multiple: true },
      help: { type: 'boolean', short: 'h' },
    },
  });
}
