/** Program `show`: all that is known of an incident: every value with who gives it, where it stands, and what became of it. */
import { loadDictionary } from '../src/dictionary/dictionary.js';
import { judgeStanding } from '../src/link/link.js';
import { Misuse } from '../src/model/errors.js';
import type { Incident } from '../src/model/incident.js';
import { wholeNames } from '../src/publish/publish.js';
import { readSettings } from '../src/run/run.js';
import type { Store } from '../src/store/store.js';
import { readAsOf } from './as-of-day.js';
import { coverNames } from './cover-names.js';
import { dayOf } from './digest-day.js';
import { print } from './print.js';
import { readOptions } from './read-options.js';
import { tellRecord, type IncidentRecord } from './tell-record.js';
import { withStore } from './with-store.js';

const HELP = `Usage: pantau show [OPTIONS] ID...

Tells all that is known of incidents: each field with all its values, who gives them and in which stretch of which article,
the value shown and the rule that chose it; the steps; how long a case has been at its stage, and whether a legal term ran
out; corrections and replies; what became of it, and why. An id that was merged or split leads to what it is today.

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
  const { deadlines } = await loadDictionary(settings.dictionaries);
  return withStore(settings, async (store) => {
    let missing = 0;
    for (const id of positionals) {
      const incidents = await findIncidents(store, id, asOf);
      if (incidents.length === 0) {
        missing += 1;
        process.stderr.write(`pantau: ${await tellAbsence(store, id)}\n`);
      }
      for (const incident of incidents) {
        const on = dayOf(asOf ?? new Date());
        const record: IncidentRecord = {
          incident: values.names === true ? incident : await cover(store, incident, asOf),
          standing: judgeStanding(incident, on, deadlines),
          seen: (await store.seen([incident.id])).get(incident.id) ?? null,
          history: await store.history(incident.id),
          redirects: await store.redirects(incident.id),
        };
        await print([values.json === true ? `${JSON.stringify(record)}\n` : tellRecord(record)]);
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

async function cover(store: Store, incident: Incident, asOf: Date | null): Promise<Incident> {
  const { reports } = await store.datasetPartOf([incident], asOf);
  return coverNames(incident, reports, wholeNames(await store.namedPeople()));
}

async function tellAbsence(store: Store, id: string): Promise<string> {
  const last = (await store.history(id)).at(-1);
  if (last === undefined) return `no incident "${id}"`;
  const why = last.causes.map(({ kind, ref }) => (ref === null ? kind : `${kind} ${ref}`)).join(', ');
  return `${id} is not shown since ${last.at} (${why})`;
}
