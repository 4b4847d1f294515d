/** Composing a digest: the changes of a day become the items of an edition, what weighs most first. */
import { StageCode, type Tier } from '../model/codes.js';
import type { Article } from '../model/article.js';
import type { Digest, DigestClaim, DigestItem, DigestQuiet, Quote } from '../model/digest.js';
import type { Incident, Standing } from '../model/incident.js';
import type { Filter } from '../model/query.js';
import type { Report } from '../model/report.js';
import type { Change, ClaimInContext, Summary } from '../store/store.js';
import { coverFilter } from './cover-filter.js';
import { describeChange } from './describe-change.js';
import { coverOf, coverOfReports, coverReply, type Cover } from './mask-names.js';
import { quoteAround } from './quote.js';
import { quotesOf, type QuoteManner } from './quote-incident.js';
import { tellFilter } from './tell-filter.js';
import type { WholeNames } from './whole-names.js';
import type { Words } from './words.js';

/** A case whose term ran out, and the articles that it rests on. */
export interface GoneQuiet {
  incident: Incident;
  standing: Standing;
  articles: readonly Article[];
}

/** A change, and what of it depends on the day and on who reads it. */
export interface ChangeToTell extends Change {
  standing: Standing | null;
  left: boolean;
}

export interface DayToTell extends QuoteManner {
  kind: Digest['kind'];
  /** ISO day of the edition. */
  date: string;
  subscription: string | null;
  filter: Filter;
  /** Outlets of the filter that nobody knows. */
  strangers: readonly string[];
  changes: readonly ChangeToTell[];
  quiet: readonly GoneQuiet[];
  claims: readonly ClaimInContext[];
  coverage: Digest['coverage'];
  span: Digest['span'];
  near: Digest['near'];
  /** All reports of the articles that the incidents rest on, by article: a sentence may name who is accused in another. */
  reports: ReadonlyMap<string, readonly Report[]>;
  /** Full names that no text may spell. */
  names: WholeNames;
}

/** Makes the edition of a day. Names are covered in everything that is quoted; those of people when it is rendered. */
export function composeDigest(day: DayToTell, words: Words): Digest {
  const items = day.changes.map((change) => compose(change, day, words));
  return {
    kind: day.kind,
    date: day.date,
    subscription: day.subscription,
    filter: tellFilter(coverFilter(day.filter, day.names), words, day.nameOutlet),
    strangers: day.strangers.map(day.names.except(new Set())),
    items: items.toSorted((a, b) => byWeight(a.incident, b.incident)),
    quiet: day.quiet
      .map((one) => composeQuiet(one, day))
      .toSorted((a, b) => byWeight(a.incident, b.incident)),
    claims: day.claims.map((claim) => tellClaim(claim, day)),
    coverage: day.coverage,
    span: day.span,
    near: day.near,
  };
}

function compose(change: ChangeToTell, day: DayToTell, words: Words): DigestItem {
  const { version, standing, left } = change;
  const told = { change: tellChange(change, words), standing, left };
  return { ...quoted(change, day), version, reason: reasonOf(change), ...told };
}

const composeQuiet = (one: GoneQuiet, day: DayToTell): DigestQuiet => ({
  ...quoted(one, day),
  standing: one.standing,
});

/** An incident with its sentences; names are covered in them, and in its replies. */
function quoted(
  { incident, articles }: Pick<GoneQuiet, 'incident' | 'articles'>,
  day: DayToTell,
): Pick<DigestItem, 'incident' | 'quotes'> {
  const reports = incident.links.flatMap(({ article }) => day.reports.get(article) ?? []);
  const cover = coverOf(incident, { reports, articles }, day.names);
  return {
    incident: { ...incident, replies: incident.replies.map((reply) => coverReply(reply, cover)) },
    quotes: quotesOf(incident, articles, day).map((quote) => coverQuote(quote, cover)),
  };
}

const coverQuote = (quote: Quote, cover: Cover): Quote => ({
  ...quote,
  text: cover.text(quote.text),
  title: cover.text(quote.title),
  url: cover.address(quote.url),
});

function tellChange({ before, after, causes }: Change, words: Words): string | null {
  if (after === null) return words.say(whyWithdrawn(causes));
  return before === null ? null : describeChange(before, after, words, causes);
}

/** What an analyst or the law took away is not said to be told no more. */
function whyWithdrawn(causes: Change['causes']): string {
  const kinds = causes.map(({ kind }) => kind);
  if (kinds.includes('erasure')) return 'change.withdrawn.erasure';
  if (kinds.includes('review')) return 'change.withdrawn.review';
  const told = kinds.length === 0 || kinds.includes('article') || kinds.includes('revision');
  return told ? 'change.withdrawn' : 'change.withdrawn.reread';
}

/** Tiers from the least to the gravest; what was cleared is no step on this way. */
const GRAVITY: readonly Tier[] = ['measure', 'alleged', 'found', 'sanctioned', 'convicted'];
const stageOf = ({ stage }: Summary): number =>
  (StageCode.options as readonly (string | null)[]).indexOf(stage);
const gravityOf = ({ tier }: Summary): number => (GRAVITY as readonly string[]).indexOf(tier);

/** Taken back or denied before gone further, and that before anything else that is told otherwise. */
export function reasonOf({
  reason,
  before,
  after,
  causes,
}: Pick<Change, 'reason' | 'before' | 'after' | 'causes'>): DigestItem['reason'] {
  if (reason === 'new') return 'new';
  if (after === null) return 'corrected';
  if (before === null) return 'changed';
  const cleared = after.tier === 'cleared' && before.tier !== 'cleared';
  const back = gravityOf(after) < gravityOf(before) || stageOf(after) < stageOf(before);
  const denied = after.denied === true && before.denied === false;
  if (cleared || back || isCorrected(before, after, causes) || after.reports < before.reports)
    return 'corrected';
  if (gravityOf(after) > gravityOf(before) || stageOf(after) > stageOf(before)) return 'advanced';
  return denied ? 'corrected' : 'changed';
}

/** A reply came, or an analyst put something right. */
function isCorrected(before: Summary, after: Summary, causes: Change['causes']): boolean {
  const kinds = causes.map(({ kind }) => kind);
  return kinds.includes('reply') || (kinds.includes('review') && differs(before, after));
}

const differs = (before: Summary, after: Summary): boolean =>
  (['stage', 'tier', 'count', 'date', 'violations', 'places', 'people', 'steps'] as const).some(
    (key) => before[key] !== undefined && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );

function tellClaim({ claim, article, reports }: ClaimInContext, day: DayToTell): DigestClaim {
  const stretch = claim.evidence.find((one) => one.in === 'body');
  const cover = coverOfReports({ reports, articles: [article] }, day.names);
  const quote: Quote = {
    text:
      stretch === undefined ? article.title : quoteAround(article.text, stretch.start, stretch.end, day.cut),
    reality: null,
    outlet: article.outlet === null ? null : day.nameOutlet(article.outlet),
    url: article.url,
    title: article.title,
    published: article.published?.value ?? null,
  };
  const breakdown = claim.breakdown === null ? null : cover.text(claim.breakdown);
  return { claim: { ...claim, breakdown }, quote: coverQuote(quote, cover) };
}

const TIERS: readonly Tier[] = ['convicted', 'sanctioned', 'found', 'alleged', 'cleared', 'measure'];

/** Cases before measures, higher tiers first, then the newest; the rest keeps one order whatever ids are. */
export function byWeight(a: Incident, b: Incident): number {
  const weigh = ({ type, tier }: Incident): number =>
    (type === 'measure' ? TIERS.length : 0) + TIERS.indexOf(tier);
  const since = (incident: Incident): string => incident.date.display ?? '';
  const place = (incident: Incident): string => incident.places.display ?? '';
  return (
    weigh(a) - weigh(b) ||
    since(b).localeCompare(since(a)) ||
    place(a).localeCompare(place(b)) ||
    (a.lastSeen ?? '').localeCompare(b.lastSeen ?? '')
  );
}
