/** A process that the suites of the store start, and kill: it opens a folder and does one thing, told on its command line. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore, type Store } from '../../src/store/store.js';
import { makeArticle, makeExtraction, makeIncident, makeReport } from './made-up.js';

const [task = '', folder = '', name = '', count = '0'] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Takes one article the whole way through the store; only then says that it is stored. */
async function ingest(store: Store, id: string): Promise<void> {
  const now = new Date();
  const article = makeArticle(id, { text: `Pegawai ${id} diperiksa. `.repeat(100) });
  const report = makeReport(`${id}-r`);
  await store.saveArticles([article], now);
  await store.saveExtractions(
    [{ extraction: makeExtraction(article, [report]), blockKeys: new Map([[report.id, [id]]]) }],
    now,
  );
  const incident = makeIncident(`${id}-i`, {
    reports: [{ report: report.id, article: id, outlet: 'kabar-uji' }],
  });
  await store.saveIncidents({ incidents: [incident], reportIds: [report.id], now });
  say(`stored ${id}`);
}

const store = await openStore({ folder });
say(store.role);
if (task === 'ingest') {
  for (let i = 0; i < Number(count); i += 1) await ingest(store, `${name}-${i}`);
  await store.close();
  say('done');
}
if (task === 'hold') await sleep(600_000);
if (task === 'transaction') {
  const client = await store.pool.connect();
  await client.query('BEGIN');
  await client.query(`INSERT INTO quarantine VALUES ('test', 'half', 'done', now())`);
  say('inside');
  await sleep(600_000);
}
