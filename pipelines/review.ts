/** Program `review`: decisions of analysts on incidents and reports, made, listed, and exported to learn from. */
import { loadDictionary, loadOutlets } from '../src/dictionary/dictionary.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { openLog, readSettings, type Settings } from '../src/run/run.js';
import type { Store } from '../src/store/store.js';
import { runDirect } from './carry.js';
import { exportReviews } from './export-reviews.js';
import { ALL } from './flow.js';
import { print } from './print.js';
import { HELP, readArguments, type Asked } from './review-arguments.js';
import { bothLanguages } from './row-manner.js';
import { tellDecision } from './tell-decision.js';
import { wireStages } from './wire-stages.js';
import { withStore } from './with-store.js';

/** Runs the program; exit code 0 when the decision is stored and shows. */
export default async function review(args: string[]): Promise<number> {
  const asked = readArguments(args, process.env.PANTAU_AUTHOR);
  if (asked === null) {
    process.stdout.write(HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  return withStore(settings, async (store) => {
    if (asked.verb === 'list') await list(store, settings, asked);
    else if (asked.verb === 'export')
      await exportReviews(store, await loadDictionary(settings.dictionaries), asked.out);
    else await decide(store, settings, asked);
    return 0;
  });
}

async function decide(
  store: Store,
  settings: Settings,
  { decision, target, json }: Extract<Asked, { verb: 'decide' }>,
): Promise<void> {
  const kind = (await store.resolveIncident(target)).length > 0 ? 'incident' : 'report';
  const made = await store.decide({ ...decision, target: { kind, id: target } }, new Date());
  await linkWaiting(store, settings, await loadDictionary(settings.dictionaries));
  const shown = made.target.kind === 'incident' ? await store.resolveIncident(made.target.id) : [];
  const now = await Promise.all(shown.map((id) => store.incident(id)));
  if (json)
    return print([`${JSON.stringify({ review: made, incidents: now.flatMap((one) => one?.id ?? []) })}\n`]);
  const lines = shown.map((id, at) => {
    const incident = now[at] ?? null;
    if (incident === null) return `${id} is not shown`;
    const corrected = incident.review.corrected.join(', ');
    return `${id}: ${incident.tier}, ${incident.stage ?? 'measure'}, ${incident.review.status}${corrected === '' ? '' : `, corrected: ${corrected}`}`;
  });
  await print([`${made.id}\n`, ...lines.map((line) => `${line}\n`)]);
}

/** Links what waits, so that the decision shows at once; had it been killed here, the next linking would show it. */
export async function linkWaiting(store: Store, settings: Settings, dictionary: Dictionary): Promise<void> {
  const outlets = await loadOutlets(settings.dictionaries);
  const log = openLog(settings.log ?? 'error');
  await runDirect(wireStages({ store, dictionary, outlets, collector: null, log }), 'link', [ALL]);
}

async function list(
  store: Store,
  settings: Settings,
  { about, stale, json }: Extract<Asked, { verb: 'list' }>,
): Promise<void> {
  const all = await store.reviews(about);
  const wanted = stale ? all.filter((one) => one.stale) : all;
  if (json) return print(wanted.map((one) => `${JSON.stringify(one)}\n`));
  const words = bothLanguages(await loadDictionary(settings.dictionaries));
  await print(wanted.map((one) => `${tellDecision(one, words)}\n`));
  process.stderr.write(`${wanted.length} of ${all.length} decisions\n`);
}
