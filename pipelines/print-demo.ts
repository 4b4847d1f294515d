/** Printing the demonstration: what was collected, what it became, and how long it took. */
import type { Incident } from '../src/model/incident.js';
import type { Claim } from '../src/model/report.js';
import { byWeight } from '../src/publish/publish.js';
import type { Crawled } from './demo-crawl.js';
import { table, wrap, type Ink } from './ink.js';
import { printCase, printMeasure, type Printing } from './print-incident.js';
import { TIMED } from './stopwatch.js';

/** Everything that is printed; it is the same in every run but for times and ports. */
export function printDemo(crawled: Crawled, incidents: readonly Incident[], printing: Printing): string {
  const { ink } = printing;
  const ordered = incidents.toSorted(
    (a, b) => byWeight(a, b) || key(a, printing).localeCompare(key(b, printing)),
  );
  const cases = ordered.filter(({ type }) => type === 'case');
  const measures = ordered.filter(({ type }) => type === 'measure');
  return [
    ink.title('Collected'),
    ...printCollected(crawled, ink),
    '',
    ink.title(`Cases: ${cases.length}`),
    ...cases.flatMap((incident) => [printCase(incident, printing), '']),
    ink.title(`Measures: ${measures.length}`),
    ...measures.flatMap((incident) => [printMeasure(incident, printing), '']),
    ...printClaims(crawled, printing),
    ink.title('Refused by robots.txt, so never fetched'),
    ...crawled.refused.map(({ url, reason }) => `  ${url} (${reason})`).sort(),
    ...printTroubles(crawled, ink),
    '',
    ink.title('Time'),
    ...printTimes(crawled),
    '',
  ].join('\n');
}

const titleOf = (incident: Incident, { articles }: Printing): string =>
  articles.find(({ id }) => id === incident.links[0]?.article)?.title ?? '';
/** Ids hold the ports of the newsroom, so order goes by what is told. */
const key = (incident: Incident, printing: Printing): string =>
  `${titleOf(incident, printing)} ${incident.stage ?? ''} ${incident.timeline.map(({ value }) => value).join()}`;

function printCollected({ newsroom, visits, extractions }: Crawled, ink: Ink): string[] {
  const kinds = new Map(
    newsroom.outlets.map(({ id, feeds }) => [id, feeds.map(({ kind }) => kind).join(', ')]),
  );
  const names = new Map(newsroom.outlets.map(({ id, name }) => [id, name]));
  const all = [...extractions.values()];
  const rows = visits.map(({ outlet, announced, page, refused, failed, gone }) => {
    const own = all.filter(({ article }) => article.outlet === outlet).length;
    const numbers = [announced, page, refused, failed + gone, own].map(String);
    return [names.get(outlet) ?? outlet, (kinds.get(outlet) ?? '').replaceAll('_', ' '), ...numbers];
  });
  const head = ['outlet', 'found by', 'announced', 'fetched', 'refused', 'failed', 'articles'];
  const count = (relevance: string): number => all.filter((one) => one.relevance === relevance).length;
  return [
    ...table([head, ...rows], [2, 3, 4, 5, 6]).map((line, at) => `  ${at === 0 ? ink.faint(line) : line}`),
    `  ${all.length} articles read: ${count('case')} tell of cases, ${count('measure')} of measures, ${count('context')} are context, ${count('none')} are about something else`,
  ];
}

function printClaims({ extractions }: Crawled, printing: Printing): string[] {
  const { ink, nameOutlet } = printing;
  const told = [...extractions.values()]
    .filter(({ claims }) => claims.length > 0)
    .toSorted((a, b) => (a.article.title ?? '').localeCompare(b.article.title ?? ''))
    .flatMap(({ article, claims }) => {
      const source = `${nameOutlet(article.outlet ?? '')}, ${article.title ?? ''}`;
      return [`  ${source}`, ...claims.map((claim) => `    ${printClaim(claim, printing)}`)];
    });
  if (told.length === 0) return [];
  return [ink.title('Claims: figures that articles quote, which are no cases'), ...told, ''];
}

function printClaim({ agency, stage, unit, value, asOf, breakdown }: Claim, { words }: Printing): string {
  const who = agency === null ? words.say('fact.unknown') : words.label('institution', agency);
  const what = `${value} ${unit}, ${stage.replaceAll('_', ' ')}`;
  const when = asOf === null ? '' : `, as of ${words.date(asOf)}`;
  return `${who}: ${what}${breakdown === null ? '' : `, ${breakdown}`}${when}`;
}

function printTroubles({ troubles }: Crawled, { warn, width }: Ink): string[] {
  return troubles.length === 0 ? [] : ['', ...troubles.map((one) => warn(wrap(one, width, 2)))];
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const WHAT: Record<(typeof TIMED)[number], string> = {
  collect: 'feeds, robots.txt and pages, with the pauses that manners ask for',
  read: 'pages to articles',
  extract: 'articles to reports and claims',
  link: 'reports to incidents',
  store: 'everything to the database and back',
};

function printTimes({ took, extractions }: Crawled): string[] {
  const share = (ms: number): string => `${Math.round((100 * ms) / took.all)} %`;
  const rows = [
    ['start', seconds(took.start), share(took.start), 'newsroom, dictionaries, a new database, the queue'],
    ...TIMED.map((stage) => [stage, seconds(took.stage(stage)), share(took.stage(stage)), WHAT[stage]]),
    [
      'all',
      seconds(took.all),
      '',
      `${extractions.size} articles; stages run side by side, so shares overlap`,
    ],
  ];
  return table(rows, [1, 2]).map((line) => `  ${line}`);
}
