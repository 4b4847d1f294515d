/** Digest sheet: all that an edition says, part by part, in the words of one language, whatever it is rendered as. */
import type { Digest, DigestClaim, DigestItem, DigestQuiet, Quote } from '../model/digest.js';
import type { Standing } from '../model/incident.js';
import type { Reply } from '../model/review.js';
import { decodeSafely, maskerOf } from './mask-names.js';
import { oneLine, safeLink } from './markup.js';
import {
  tellConflicts,
  tellElection,
  tellPeople,
  tellPlace,
  tellReview,
  tellStage,
  tellTimeline,
  tellViolations,
} from './tell-incident.js';
import type { Words } from './words.js';

/** What an item says, in the order in which both parts say it. */
export interface Told {
  tier: string;
  heading: string;
  /** Each with what is said of it, one line for each part. */
  facts: [string, string[]][];
  reason: string;
  quotes: {
    text: string;
    reality: string;
    outlet: string;
    title: string;
    link: string | null;
    date: string;
  }[];
}

/** All of an edition, in the order in which both parts say it. */
export interface Sheet {
  subject: string;
  notice: string | null;
  silence: string | null;
  sections: readonly Section[];
  /** Small print. */
  ending: readonly string[];
  /** Words in front of the link by which it is left, and the link. */
  leave: readonly [string, string] | null;
}

/** A part of an edition under a title of its own. */
export type Section = [title: string, items: Told[]];

/** Sections of cases by why they are told; measures follow, whatever became of them. */
const SECTIONS = ['new', 'advanced', 'corrected', 'changed'] as const;

/** All that an edition says in one language, to whomever; names follow the privacy rule. */
export function sheetOf(digest: Digest, words: Words): Sheet {
  const isMeasure = ({ incident }: DigestItem): boolean => incident.type === 'measure';
  const sections: Section[] = [
    ...SECTIONS.map((reason): Section => {
      const items = digest.items.filter((item) => item.reason === reason && !isMeasure(item));
      return [words.say(`digest.${reason}`), items.map((item) => tell(item, words, digest.date))];
    }),
    [words.say('digest.quiet'), digest.quiet.map((item) => tellQuiet(item, words))],
    [
      words.say('digest.measures'),
      digest.items.filter(isMeasure).map((item) => tell(item, words, digest.date)),
    ],
    [words.say('digest.claims'), bySentence(digest.claims).map((claims) => tellClaims(claims, words))],
  ];
  return {
    subject: tellSubject(digest, words),
    notice: null,
    silence: tellSilence(digest, words),
    sections,
    ending: [
      ...(digest.filter === '' ? [] : [oneLine(`${words.say('release.filter')}: ${digest.filter}`)]),
      ...(digest.strangers.length === 0 ? [] : [tellStrangers(digest.strangers, words)]),
      ...(digest.coverage === null
        ? [words.say('alert.footer')]
        : [tellCoverage(digest, digest.coverage, words)]),
      words.say('digest.footer'),
    ],
    leave: null,
  };
}

/** What is said where a filter names outlets that nobody knows. */
export const tellStrangers = (strangers: readonly string[], words: Words): string =>
  oneLine(words.say('filter.strangers', { outlets: strangers.join(', ') }));

/** A day is told by its numbers, an alert by the gravest that it tells of. */
function tellSubject(digest: Digest, words: Words): string {
  const { kind, date, items, quiet } = digest;
  const [first] = items;
  if (kind === 'alert' && first !== undefined) {
    const { tier, heading } = tell(first, words, date);
    return oneLine(words.say('alert.subject', { what: `[${tier}] ${heading}`, n: items.length }));
  }
  const fresh = items.filter(({ reason }) => reason === 'new').length;
  const slots = { date: tellDays(digest, words), fresh, changed: items.length - fresh };
  // In a list of mails, a day on which nobody read anything must not look like one without news.
  const blind = items.length + quiet.length === 0 ? blindnessOf(digest) : null;
  if (blind !== null) return oneLine(words.say(`digest.subject.${blind}`, slots));
  const stalled = quiet.length === 0 ? [] : [words.say('digest.subject.quiet', { quiet: quiet.length })];
  return oneLine([words.say('digest.subject', slots), ...stalled].join(', '));
}

/** "21 November 2024 s.d. 24 November 2024" */
function tellDays({ date, span }: Digest, words: Words): string {
  const to = words.date(date);
  return span === null ? to : words.say('digest.days', { from: words.date(span.from), to });
}

/** What an edition without anything to tell says: nothing came in, or nothing was read. */
function tellSilence(digest: Digest, words: Words): string | null {
  if (digest.items.length + digest.quiet.length > 0 || digest.coverage === null) return null;
  return words.say(`digest.${blindnessOf(digest) ?? 'nothing'}`);
}

/** Whether nothing was read at all, or nothing where the filter looks; null where something was. */
function blindnessOf({ coverage, span, near }: Digest): 'unread' | 'unread.near' | null {
  if ((span ?? coverage)?.articlesRead === 0) return 'unread';
  return near?.articlesRead === 0 ? 'unread.near' : null;
}

/** Counts that one sentence tells are told together. */
function bySentence(claims: readonly DigestClaim[]): [DigestClaim, ...DigestClaim[]][] {
  const groups = new Map<string, [DigestClaim, ...DigestClaim[]]>();
  for (const one of claims) {
    const key = JSON.stringify([one.quote, one.claim.agency, one.claim.asOf]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  for (const group of groups.values()) group.sort((a, b) => placeOf(a) - placeOf(b));
  return [...groups.values()];
}

/** Where its words begin. */
const placeOf = ({ claim }: DigestClaim): number => claim.evidence[0]?.start ?? 0;

/** Published counts: whose they are, what was counted, and the sentence that tells them. */
function tellClaims(claims: [DigestClaim, ...DigestClaim[]], words: Words): Told {
  const [{ claim, quote }] = claims;
  const counts = claims.map((one) => tellCount(one, words));
  const [agency, day] = [claim.agency, claim.asOf === null ? [] : [words.date(claim.asOf)]];
  return {
    tier: words.say('digest.claim'),
    heading: `${agency === null ? words.say('fact.unknown') : words.label('institution', agency)}: ${[counts.join('; '), ...day].join(', ')}`,
    facts: [],
    reason: words.say('claim.published'),
    quotes: [tellQuote(quote, (text) => text, words)],
  };
}

function tellCount({ claim: { stage, unit, value, approx, breakdown } }: DigestClaim, words: Words): string {
  const number = `${approx ? words.say('claim.about', { n: value }) : words.number(value)} ${words.say(`unit.${unit}`, { n: value })}`;
  return [number, words.label('step', stage), ...(breakdown === null ? [] : [breakdown])].join(', ');
}

/** What was read, and of how many outlets that were asked; whoever did not answer makes silence worth less. */
function tellCoverage(
  { date, span, near }: Digest,
  coverage: NonNullable<Digest['coverage']>,
  words: Words,
): string {
  const { watched, unanswered, troubled } = coverage;
  const { articlesRead: articles, relevant, outlets } = span ?? coverage;
  const read =
    articles === 0
      ? words.say('digest.coverage.none')
      : words.say('digest.coverage', {
          articles,
          relevant,
          outlets: words.say('fact.support', { n: outlets }),
          n: articles,
        });
  const unread = articles === 0 ? [] : (span?.unread ?? []).map((day) => words.date(day));
  const told = [
    read,
    ...(unread.length === 0 ? [] : [words.say('digest.unread.days', { days: unread.join(', ') })]),
    ...(near === null ? [] : [tellNear(near, words)]),
    ...tellWatched(articles, watched, unanswered, words),
  ];
  const names = troubled.map(({ name, state, since }) => {
    const from = since === null ? '' : ` (${words.say('digest.since', { date: words.date(since) })})`;
    return `${name}: ${words.say(`state.${state}`)}${from}`;
  });
  return [
    ...told,
    ...(names.length === 0 ? [] : [words.say('digest.troubled', { list: names.join('; ') })]),
    ...(span === null || watched === 0 ? [] : [words.say('digest.watched.on', { date: words.date(date) })]),
  ].join(' ');
}

function tellNear(
  { known, articlesRead: articles, outlets }: NonNullable<Digest['near']>,
  words: Words,
): string {
  if (articles === 0) return words.say('digest.near.none', { known });
  const from = words.say('fact.support', { n: outlets });
  return words.say('digest.near', { articles, outlets: from, known, n: articles });
}

/** How many outlets were asked; articles may also come in from files, and then nothing is said of nobody. */
function tellWatched(articles: number, watched: number, unanswered: number, words: Words): string[] {
  if (watched === 0) return articles === 0 ? [words.say('digest.watched.none')] : [];
  const how = unanswered === 0 ? '.all' : unanswered === watched ? '.silent' : '';
  return [words.say(`digest.watched${how}`, { watched, unanswered, n: watched })];
}

function tell(item: DigestItem, words: Words, date: string): Told {
  const reason = tellReason(item, words, date);
  const mask = maskerOf(item.incident);
  const changed = item.change === null ? [] : [mask(item.change)];
  const left = item.left ? [words.say('change.left')] : [];
  const why = [...changed, ...left].join('; ');
  return { ...tellIncident(item, words), reason: why === '' ? reason : `${reason}: ${why}` };
}

/** After how many days a report is no news, though it was read only now. */
const OLD_DAYS = 7;
const DAY_MS = 86_400_000;

/** What is new to us may have been told long ago. */
function tellReason({ reason, incident: { lastSeen } }: DigestItem, words: Words, date: string): string {
  const age = lastSeen === null ? 0 : (Date.parse(date) - Date.parse(lastSeen.slice(0, 10))) / DAY_MS;
  return reason === 'new' && age > OLD_DAYS && lastSeen !== null
    ? words.say('reason.new.old', { date: words.date(lastSeen) })
    : words.say(`reason.${reason}`);
}

/** A case of which nothing further was told, with the term that ran out. */
function tellQuiet(item: DigestQuiet, words: Words): Told {
  const slots = slotsOf(item.standing, words);
  return { ...tellIncident({ ...item, standing: null }, words), reason: words.say('reason.quiet', slots) };
}

function slotsOf({ deadline, since }: Standing, words: Words): Record<'who' | 'due' | 'since', string> {
  const unknown = words.say('fact.unknown');
  return {
    who: deadline === null ? unknown : words.label('institution', deadline.who),
    due: deadline === null ? unknown : words.date(deadline.due),
    since: since === null ? unknown : words.date(since),
  };
}

function tellIncident(
  { incident, quotes, standing }: Pick<DigestItem, 'incident' | 'quotes' | 'standing'>,
  words: Words,
): Omit<Told, 'reason'> {
  const mask = maskerOf(incident);
  const facts: Told['facts'] = [[words.say('fact.who'), [tellPeople(incident, words)]]];
  const add = (fact: string, told: string[]): void => {
    if (told.length > 0) facts.push([words.say(fact), [told.join('; ')]]);
  };
  add('fact.what', tellViolations(incident, words));
  const steps = tellTimeline(incident, words);
  if (steps.length > 0) facts.push([words.say('fact.steps'), steps]);
  add('fact.term', standing === null ? [] : [words.say('term.over', slotsOf(standing, words))]);
  add('fact.election', tellElection(incident, words));
  add('fact.conflict', tellConflicts(incident, words));
  add('fact.review', tellReview(incident, words));
  const tier = words.say(`tier.${incident.tier}`);
  const [stage, place] = [tellStage(incident, words), tellPlace(incident, words)];
  return {
    tier,
    heading: stage === tier ? place : `${stage}, ${place}`,
    facts,
    quotes: [
      ...quotes.map((quote) => tellQuote(quote, mask, words)),
      ...incident.replies.map((reply) => tellQuote(quoteReply(reply, words), mask, words)),
    ],
  };
}

/** Corrections and replies stand beside what they are about, as the press law has it. */
const quoteReply = ({ kind, by, text, url, date }: Reply, words: Words): Quote => ({
  text,
  reality: null,
  outlet: by,
  url,
  title: words.say(`reply.${kind}`),
  published: date,
});

function tellQuote(quote: Quote, mask: (text: string) => string, words: Words): Told['quotes'][number] {
  const link = safeLink(quote.url);
  // An address that spells a protected name is not shown: a link to it would publish the name.
  const shown = link !== null && mask(decodeSafely(link)) === decodeSafely(link) ? link : null;
  return {
    text: mask(oneLine(quote.text)),
    reality: quote.reality === null ? '' : words.say(`reality.${quote.reality}`),
    outlet: quote.outlet === null ? words.say('fact.unknown') : mask(oneLine(quote.outlet)),
    title: mask(oneLine(quote.title)),
    link: shown,
    date: quote.published === null ? '' : words.date(quote.published),
  };
}
