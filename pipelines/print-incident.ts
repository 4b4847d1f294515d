/** Printing an incident for people: what, where, who, which steps, who says so, and where outlets differ. */
import type { Article } from '../src/model/article.js';
import type { Incident } from '../src/model/incident.js';
import type { Report } from '../src/model/report.js';
import {
  maskerOf,
  maskerOfOthers,
  quotesOf,
  tellConflicts,
  tellDate,
  tellElection,
  tellPeople,
  tellPlace,
  tellReplies,
  tellStage,
  tellStep,
  tellViolations,
  type QuoteManner,
  type Words,
} from '../src/publish/publish.js';
import { wrap, type Ink } from './ink.js';

export interface Printing extends QuoteManner {
  words: Words;
  ink: Ink;
  /** All articles of the incidents, and all reports of these. */
  articles: readonly Article[];
  reports: readonly Report[];
}

const INDENT = 15;

/** A case in full. */
export function printCase(incident: Incident, printing: Printing): string {
  const { words, ink } = printing;
  const row = rowWriter(incident, printing);
  return [
    headline(incident, printing),
    row('Who', [tellPeople(incident, words)]),
    row('Act alleged', [tellViolations(incident, words).join('; ')]),
    row('Election', tellElection(incident, words)),
    row('Authorities', [tellAuthorities(incident, words).join('; ')]),
    row(
      'Timeline',
      incident.timeline.map(
        (step) =>
          `${tellStep(step, words)}, ${step.given === null ? words.say('fact.support', { n: step.support }) : words.say('change.reviewed')}`,
      ),
    ),
    row('Outlets say', tellQuotes(incident, printing)),
    row(
      'They differ',
      tellConflicts(incident, words, (from) => nameAll(from, printing)),
      ink.warn,
    ),
    row('Replies', tellReplies(incident, words)),
    row('Linked', tellLinks(incident, printing)),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

/** A measure in short. */
export function printMeasure(incident: Incident, printing: Printing): string {
  const { words } = printing;
  const row = rowWriter(incident, printing);
  const steps = incident.timeline.map((step) => tellStep(step, words)).join('; ');
  const [quote] = tellQuotes(incident, printing);
  return [
    headline(incident, printing),
    row('Steps', [steps]),
    row('Outlets say', quote === undefined ? [] : [quote]),
    row('Replies', tellReplies(incident, words)),
    incident.links.length > 1 ? row('Linked', tellLinks(incident, printing)) : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function headline(incident: Incident, { words, ink }: Printing): string {
  const date = incident.date.display;
  const step = incident.timeline.find((one) => one.value === incident.stage && one.date === date);
  const when = date === null ? 'no date told' : tellDate(date, step?.precision ?? null, words);
  const tier = words.say(`tier.${incident.tier}`);
  return ink.strong(`[${tier}] ${tellStage(incident, words)}, ${tellPlace(incident, words)}, ${when}`);
}

/** Writes rows of a name and what is told under it; names of people by the privacy rule. */
function rowWriter(incident: Incident, { ink, reports }: Printing) {
  const maskOwn = maskerOf(incident);
  const maskOthers = maskerOfOthers(incident, reports);
  return (name: string, told: readonly string[], colour: (text: string) => string = (text) => text): string =>
    told
      .filter((one) => one !== '')
      .map((one, at) => {
        const head = ink.faint((at === 0 ? name : '').padEnd(INDENT - 2));
        return `  ${head}${colour(wrap(maskOthers(maskOwn(one)), ink.width, INDENT))}`;
      })
      .join('\n');
}

function tellAuthorities(incident: Incident, words: Words): string[] {
  return incident.authorities.map(({ name, institution }) =>
    [name, institution === null ? null : words.label('institution', institution)]
      .filter((part) => part !== null)
      .join(', '),
  );
}

function tellQuotes(incident: Incident, printing: Printing): string[] {
  const { words, articles } = printing;
  return quotesOf(incident, articles, printing).map(({ outlet, published, reality, text }) => {
    const date = published === null ? '' : ` (${words.date(published)})`;
    const told = reality === null ? '' : ` [${words.say(`reality.${reality}`)}]`;
    return `${outlet ?? words.say('fact.unknown')}${date}: ${text}${told}`;
  });
}

/** The reports an incident was linked of, and how like each is to the one it was linked to. */
function tellLinks({ links, independent }: Incident, { nameOutlet, words }: Printing): string[] {
  if (links.length === 1) return [];
  const told = links.map(({ outlet, published, relation, score }) => {
    const name = outlet === null ? words.say('fact.unknown') : nameOutlet(outlet);
    const date = published === null ? '' : ` ${words.date(published)}`;
    return `${name}${date}${relation === 'opens' ? '' : ` (${score.toFixed(2)})`}`;
  });
  const support = words.say('fact.independent', { n: independent });
  return [`${links.length} reports, ${support}: ${told.join('; ')}`];
}

function nameAll(from: readonly { outlet: string | null }[], { nameOutlet }: Printing): string {
  const names = from.flatMap(({ outlet }) => (outlet === null ? [] : nameOutlet(outlet)));
  return [...new Set(names)].sort().join(', ');
}
