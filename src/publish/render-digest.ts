/** Digest rendering: one edition as subject, plain text and HTML, which say the same. */
import { createHash } from 'node:crypto';
import type { Digest, DigestClaim, DigestItem, DigestQuiet, Quote } from '../model/digest.js';
import type { Standing } from '../model/incident.js';
import type { Reply } from '../model/review.js';
import { decodeSafely, maskerOf } from './mask-names.js';
import { escapeHtml, oneLine, safeLink } from './markup.js';
import {
  tellConflicts,
  tellElection,
  tellPeople,
  tellPlace,
  tellStage,
  tellTimeline,
  tellViolations,
} from './tell-incident.js';
import type { Words } from './words.js';

export interface Rendered {
  subject: string;
  text: string;
  html: string;
  /** Hash of what it tells, whoever gets it and however often: the same for the same edition. */
  key: string;
}

/** What is said to one recipient beside the edition. */
export interface Aside {
  /** It may have reached the recipient before. */
  repeated?: boolean;
  /** Where the recipient can leave the subscription. */
  leave?: string | null;
}

/** What an item says, in the order in which both parts say it. */
interface Told {
  tier: string;
  heading: string;
  facts: [string, string][];
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
interface Sheet {
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
type Section = [title: string, items: Told[]];

/** Sections of cases by why they are told; measures follow, whatever became of them. */
const SECTIONS = ['new', 'advanced', 'corrected', 'changed'] as const;

/** Renders an edition in one language. Everything that comes from articles is escaped, names follow the privacy rule. */
export function renderDigest(digest: Digest, words: Words, aside: Aside = {}): Rendered {
  const isMeasure = ({ incident }: DigestItem): boolean => incident.type === 'measure';
  const sections: Section[] = [
    ...SECTIONS.map((reason): Section => {
      const items = digest.items.filter((item) => item.reason === reason && !isMeasure(item));
      return [words.say(`digest.${reason}`), items.map((item) => tell(item, words))];
    }),
    [words.say('digest.quiet'), digest.quiet.map((item) => tellQuiet(item, words))],
    [words.say('digest.measures'), digest.items.filter(isMeasure).map((item) => tell(item, words))],
    [words.say('digest.claims'), digest.claims.map((claim) => tellClaim(claim, words))],
  ];
  const sheet: Sheet = {
    subject: tellSubject(digest, words),
    notice: null,
    silence: tellSilence(digest, words),
    sections,
    ending: [
      ...(digest.coverage === null ? [words.say('alert.footer')] : [tellCoverage(digest.coverage, words)]),
      words.say('digest.footer'),
    ],
    leave: null,
  };
  const key = createHash('sha256').update(plain(sheet)).digest('hex');
  const link = safeLink(aside.leave ?? null);
  const addressed: Sheet = {
    ...sheet,
    notice: aside.repeated === true ? words.say('digest.repeated') : null,
    leave: link === null ? null : [words.say('digest.leave'), link],
  };
  return {
    subject: sheet.subject,
    text: plain(addressed),
    html: page(addressed, words.language),
    key,
  };
}

/** A day is told by its numbers, an alert by the gravest that it tells of. */
function tellSubject({ kind, date, items }: Digest, words: Words): string {
  const [first] = items;
  if (kind === 'alert' && first !== undefined) {
    const { tier, heading } = tell(first, words);
    return oneLine(words.say('alert.subject', { what: `[${tier}] ${heading}`, n: items.length }));
  }
  const fresh = items.filter(({ reason }) => reason === 'new').length;
  const slots = { date: words.date(date), fresh, changed: items.length - fresh };
  return oneLine(words.say('digest.subject', slots));
}

/** What an edition without anything to tell says: nothing came in, or nothing was read. */
function tellSilence({ items, quiet, coverage }: Digest, words: Words): string | null {
  if (items.length + quiet.length > 0 || coverage === null) return null;
  return words.say(coverage.articlesRead > 0 ? 'digest.nothing' : 'digest.unread');
}

/** A published count: whose it is, what was counted, and the sentence that tells it. */
function tellClaim({ claim, quote }: DigestClaim, words: Words): Told {
  const { agency, stage, unit, value, approx, asOf, breakdown } = claim;
  const number = `${approx ? words.say('claim.about', { n: value }) : value} ${words.say(`unit.${unit}`)}`;
  const parts = [words.label('step', stage), breakdown, asOf === null ? null : words.date(asOf)];
  return {
    tier: words.say('digest.claim'),
    heading: `${agency === null ? words.say('fact.unknown') : words.label('institution', agency)}: ${number}, ${parts.filter((part) => part !== null).join(', ')}`,
    facts: [],
    reason: words.say('claim.published'),
    quotes: [tellQuote(quote, (text) => text, words)],
  };
}

/** What was read, and of how many outlets that were asked; whoever did not answer makes silence worth less. */
function tellCoverage(coverage: NonNullable<Digest['coverage']>, words: Words): string {
  const { articlesRead: articles, relevant, outlets, watched, unanswered, troubled } = coverage;
  const read = words.say('digest.coverage', { articles, relevant, outlets });
  const told = watched === 0 ? [read] : [read, words.say('digest.watched', { watched, unanswered })];
  const names = troubled.map(({ name, state, since }) => {
    const from = since === null ? '' : ` (${words.say('digest.since', { date: words.date(since) })})`;
    return `${name}: ${words.say(`state.${state}`)}${from}`;
  });
  return [
    ...told,
    ...(names.length === 0 ? [] : [words.say('digest.troubled', { list: names.join('; ') })]),
  ].join(' ');
}

function tell(item: DigestItem, words: Words): Told {
  const reason = words.say(`reason.${item.reason}`);
  const mask = maskerOf(item.incident);
  const changed = item.change === null ? [] : [mask(item.change)];
  const left = item.left ? [words.say('change.left')] : [];
  const why = [...changed, ...left].join('; ');
  return { ...tellIncident(item, words), reason: why === '' ? reason : `${reason}: ${why}` };
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
  const facts: [string, string][] = [[words.say('fact.who'), tellPeople(incident, words)]];
  const add = (fact: string, told: string[]): void => {
    if (told.length > 0) facts.push([words.say(fact), told.join('; ')]);
  };
  add('fact.what', tellViolations(incident, words));
  add('fact.steps', tellTimeline(incident, words));
  add('fact.term', standing === null ? [] : [words.say('term.over', slotsOf(standing, words))]);
  add('fact.election', tellElection(incident, words));
  add('fact.conflict', tellConflicts(incident, words));
  return {
    tier: words.say(`tier.${incident.tier}`),
    heading: `${tellStage(incident, words)}, ${tellPlace(incident, words)}`,
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

function plain({ subject, notice, silence, sections, ending, leave }: Sheet): string {
  const lines = [subject, ''];
  for (const one of [notice, silence]) if (one !== null) lines.push(one, '');
  for (const [title, items] of sections) {
    if (items.length === 0) continue;
    lines.push(title.toUpperCase(), '');
    for (const item of items) {
      lines.push(`[${item.tier}] ${item.heading}`);
      for (const [name, value] of item.facts) lines.push(`  ${name}: ${value}`);
      for (const quote of item.quotes) {
        lines.push(`  > ${quote.text}${quote.reality === '' ? '' : ` [${quote.reality}]`}`);
        lines.push(`    ${[quote.outlet, quote.title, quote.date].filter(Boolean).join(', ')}`);
        if (quote.link !== null) lines.push(`    ${quote.link}`);
      }
      lines.push(`  ${item.reason}`, '');
    }
  }
  for (const one of ending) lines.push(one, '');
  if (leave !== null) lines.push(`${leave[0]}: ${leave[1]}`, '');
  return lines.join('\n');
}

const STYLE = {
  body: 'margin:0;padding:16px;background:#f4f4f0;color:#1c1c1a;font:16px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere',
  sheet: 'max-width:640px;margin:0 auto;background:#ffffff;padding:20px;border-radius:8px',
  item: 'margin:0 0 24px;padding:0 0 16px;border-bottom:1px solid #dddcd4',
  tier: 'display:inline-block;padding:1px 8px;border-radius:4px;background:#26405e;color:#ffffff;font-size:13px',
  quote: 'margin:10px 0;padding:4px 0 4px 12px;border-left:3px solid #b9b7ab',
  small: 'color:#5c5b55;font-size:13px;overflow-wrap:anywhere',
};

function page({ subject, notice, silence, sections, ending, leave }: Sheet, language: string): string {
  const parts = sections
    .filter(([, items]) => items.length > 0)
    .map(
      ([title, items]) =>
        `<h2 style="font-size:18px">${escapeHtml(title)}</h2>${items.map(itemHtml).join('')}`,
    );
  const told = [notice, silence].map((one) => (one === null ? '' : `<p>${escapeHtml(one)}</p>`)).join('');
  const small = ending.map((one) => `<p style="${STYLE.small}">${escapeHtml(one)}</p>`).join('');
  const left =
    leave === null
      ? ''
      : `<p style="${STYLE.small}">${escapeHtml(leave[0])}: <a href="${escapeHtml(leave[1])}">${escapeHtml(leave[1])}</a></p>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(subject)}</title></head>
<body style="${STYLE.body}"><div style="${STYLE.sheet}"><h1 style="font-size:20px">${escapeHtml(subject)}</h1>
${told}${parts.join('\n')}
${small}${left}</div></body></html>
`;
}

function itemHtml(item: Told): string {
  const facts = item.facts
    .map(([name, value]) => `<div><b>${escapeHtml(name)}:</b> ${escapeHtml(value)}</div>`)
    .join('');
  const quotes = item.quotes.map(quoteHtml).join('');
  return `<div style="${STYLE.item}"><div><span style="${STYLE.tier}">${escapeHtml(item.tier)}</span></div><h3 style="font-size:16px;margin:6px 0">${escapeHtml(item.heading)}</h3>${facts}${quotes}<div style="${STYLE.small}">${escapeHtml(item.reason)}</div></div>`;
}

function quoteHtml(quote: Told['quotes'][number]): string {
  const title = escapeHtml(quote.title);
  const linked = quote.link === null ? title : `<a href="${escapeHtml(quote.link)}">${title}</a>`;
  const reality =
    quote.reality === '' ? '' : ` <span style="${STYLE.small}">[${escapeHtml(quote.reality)}]</span>`;
  const source = [escapeHtml(quote.outlet), linked, escapeHtml(quote.date)].filter(Boolean).join(', ');
  return `<div style="${STYLE.quote}"><div>${escapeHtml(quote.text)}${reality}</div><div style="${STYLE.small}">${source}</div></div>`;
}
