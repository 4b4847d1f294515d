/** Program `show`: all that is known of an incident: every value with who gives it, where it stands, and what became of it. */
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { judgeStanding } from '../src/link/link.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import type { Incident } from '../src/model/incident.js';
import { coverOf } from '../src/publish/publish.js';
import { readSettings } from '../src/run/run.js';
import type { Store } from '../src/store/store.js';
import { readAsOf } from './as-of-day.js';
import { namesOf } from './bystanders.js';
import { coverNames, nearOf } from './cover-names.js';
import { dayOf } from './digest-day.js';
import { print } from './print.js';
import { readOptions } from './read-options.js';
import { bothLanguages } from './row-manner.js';
import { tellRecord, type IncidentRecord, type Words } from './tell-record.js';
import { withStore } from './with-store.js';

const HELP = `Usage: pantau show [OPTIONS] ID...

Tells all that is known of incidents: each field with all its values, who gives them and in which words of which article,
the value shown and the rule that chose it; the steps; how long a case has been at its stage, and whether a legal term ran
out; which reports were joined, and what else it may be one with, each with its reasons; corrections and replies; what became
of it, and why; last, what its codes are called in Indonesian and English. An id that was merged or split leads to what it is
today.

  --as-of DATE   as it was at the end of that day (in Jakarta), or at an instant
  --names        names as printed, instead of initials for people without high office
  --json         one JSON object per incident
`;

/** Runs the program; exit code 1 when one of the ids stands for nothing that is shown. */
export default async function show(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length === 0) throw new Misuse(`show: name an incident\n\n${HELP}`);
  const asOf = readAsOf('show', values['as-of']);
  const settings = readSettings(process.env);
  const dictionary = await loadDictionary(settings.dictionaries);
  const languages = bothLanguages(dictionary);
  return withStore(settings, async (store) => {
    let missing = 0;
    for (const id of positionals) {
      const incidents = await findIncidents(store, id, asOf);
      if (incidents.length === 0) {
        missing += 1;
        process.stderr.write(`pantau: ${await tellAbsence(store, id, asOf)}\n`);
      }
      for (const incident of incidents) {
        const on = dayOf(asOf ?? new Date());
        const { shown, words } = await prepare({ store, dictionary, asOf }, incident, values.names === true);
        const record: IncidentRecord = {
          incident: shown,
          standing: judgeStanding(incident, on, dictionary.deadlines),
          seen: (await store.seen([incident.id])).get(incident.id) ?? null,
          history: await store.history(incident.id),
          redirects: await store.redirects(incident.id),
        };
        await print([
          values.json === true ? `${JSON.stringify(record)}\n` : tellRecord(record, words, languages),
        ]);
      }
    }
    return missing === 0 ? 0 : 1;
  });
}

function readArguments(args: string[]) {
  const flag = { type: 'boolean' } as const;
  return readOptions('show', HELP, {
    args,
    allowPositionals: true,
    options: {
      'as-of': { type: 'string' },
      names: flag,
      json: flag,
      help: { type: 'boolean', short: 'h' },
    },
  });
}

/** What an id stands for: then, where an instant is given, else today through all redirects. */
async function findIncidents(store: Store, id: string, asOf: Date | null): Promise<Incident[]> {
  const own = await store.incident(id, asOf);
  if (own !== null) return [own];
  const ids = asOf === null ? await store.resolveIncident(id) : [];
  const found = await Promise.all(ids.map((one) => store.incident(one)));
  return found.filter((incident) => incident !== null);
}

/** The incident and the words of its articles, with names by the privacy rule unless they are asked for. */
async function prepare(
  { store, dictionary, asOf }: { store: Store; dictionary: Dictionary; asOf: Date | null },
  incident: Incident,
  named: boolean,
): Promise<{ shown: Incident; words: Words }> {
  const { reports, articles } = await store.datasetPartOf([incident], asOf);
  const names = await namesOf(store, dictionary);
  const cover = coverOf(incident, nearOf(reports), names);
  const byId = new Map(articles.map((article) => [article.id, article]));
  const words: Words = (id, { in: where, start, end }) => {
    const article = byId.get(id);
    const told = (where === 'title' ? article?.title : article?.text)?.slice(start, end) ?? null;
    return told === null || named ? told : cover.text(told);
  };
  return { shown: named ? incident : coverNames(incident, reports, names), words };
}

async function tellAbsence(store: Store, id: string, asOf: Date | null): Promise<string> {
  const history = await store.history(id);
  const [first] = history;
  if (first === undefined) return `no incident "${id}"`;
  if (asOf !== null && first.at > asOf.toISOString())
    return `${id} was not known yet on ${dayOf(asOf)}; it is since ${first.at}`;
  const last = history.findLast(({ at }) => asOf === null || at <= asOf.toISOString()) ?? first;
  const why = last.causes.map(({ kind, ref }) => (ref === null ? kind : `${kind} ${ref}`)).join(', ');
  return `${id} is not shown since ${last.at} (${why})`;
}
