/** Making rows: incidents with all they rest on become rows of the tables, with every name by the privacy rule. */
import type { Article } from '../model/article.js';
import type { CoverageDay } from '../model/coverage.js';
import type { Incident } from '../model/incident.js';
import { isSeniorOffice } from '../model/naming.js';
import type { Report } from '../model/report.js';
import type {
  ClaimRow,
  CoverageRow,
  EventArticleRow,
  IncidentRow,
  ReportRow,
  StepRow,
} from '../model/rows.js';
import type { ClaimInContext, DatasetPart } from '../store/store.js';
import { displayName, formsOf, initialsOf, mayBeNamed } from './display-name.js';
import { coverOf, coverOfReports, coverReply, type Cover } from './mask-names.js';
import {
  oneSpace,
  pointOf,
  reviewOf,
  tellAddress,
  tellDate,
  tellEvidence,
  tellPlace,
  tellReply,
  type RowManner,
} from './row-cells.js';
import { quotesOf } from './quote-incident.js';

/** Rows of the tables that rest on incidents. */
export interface IncidentRows {
  incidents: IncidentRow[];
  reports: ReportRow[];
  steps: StepRow[];
  event_articles: EventArticleRow[];
}

/** One incident of a part, with what rows need of it. */
interface Told {
  incident: Incident;
  /** Its reports, in the order of its links. */
  reports: { report: Report; article: Article }[];
  articles: Article[];
  cover: Cover;
}

/** One report of an incident, with its article. */
interface Member extends Pick<Told, 'incident' | 'cover'> {
  report: Report;
  article: Article;
}

export function rowsOf(part: DatasetPart, manner: RowManner): IncidentRows {
  const told = part.incidents.map((incident) => gather(incident, part, manner));
  const members = told.flatMap(({ incident, reports, cover }) =>
    reports.map((one): Member => ({ ...one, incident, cover })),
  );
  return {
    incidents: told.map((one) => incidentRow(one, manner)),
    reports: members.map((one) => reportRow(one, manner)),
    steps: members.flatMap((one) => stepRows(one, manner)),
    event_articles: told.flatMap(eventArticleRows),
  };
}

const AS_PRINTED: Cover = { text: (text) => text, address: (url) => url };

function gather(incident: Incident, part: DatasetPart, { names, asPrinted }: RowManner): Told {
  const articles = new Set(incident.links.map(({ article }) => article));
  const near = part.reports.filter(({ article }) => articles.has(article.id));
  const byId = new Map(near.map((one) => [one.report.id, one]));
  const own = part.articles.filter(({ id }) => articles.has(id));
  return {
    incident,
    reports: incident.links.flatMap(({ report }) => byId.get(report) ?? []),
    articles: own,
    cover:
      asPrinted === true
        ? AS_PRINTED
        : coverOf(incident, { reports: near.map(({ report }) => report), articles: own }, names),
  };
}

const unique = <T>(values: readonly (T | null | undefined)[]): T[] => [
  ...new Set(values.flatMap((value) => (value === null || value === undefined ? [] : [value]))),
];

function incidentRow({ incident, articles, cover }: Told, manner: RowManner): IncidentRow {
  const { date, places, violations, count, election, subjects, timeline } = incident;
  const numbers = count.values.map(({ value }) => value);
  const victims = subjects.filter(({ role }) => role === 'victim');
  const others = subjects.filter(({ role }) => role !== 'victim');
  const precision =
    timeline.find(({ value, date: at }) => value === incident.stage && at === date.display)?.precision ??
    null;
  const [quote] = quotesOf(incident, articles, { cut: manner.cut, nameOutlet: (outlet) => outlet });
  const point = pointOf(places.display, manner);
  return {
    event_id: incident.id,
    event_type: incident.type,
    tier: incident.tier,
    stage: incident.stage,
    ...tellDate(date.display, precision),
    year: date.display === null ? null : Number(date.display.slice(0, 4)),
    date_conflict: date.conflict,
    country: 'IDN',
    ...tellPlace(places.display, manner.gazetteer),
    latitude: point?.latitude ?? null,
    longitude: point?.longitude ?? null,
    places: places.values.map(({ value }) => value),
    place_conflict: places.conflict,
    violation: violations.display,
    violations: violations.values.map(({ value }) => value),
    violation_conflict: violations.conflict,
    steps: timeline.map(({ value, reality }) => `${value}:${reality}`),
    denied: timeline.some(({ value, reality }) => value === 'denial' || reality === 'denied'),
    people_best: count.display,
    people_low: numbers.length === 0 ? null : Math.min(...numbers),
    people_high: numbers.length === 0 ? null : Math.max(...numbers),
    people_conflict: count.conflict,
    subject_statuses: unique(others.map(({ status }) => status.display)),
    subject_names: unique(others.map((subject) => coveredName(subject, cover))),
    victim_statuses: unique(victims.map(({ status }) => status.display)),
    institutions: unique(incident.authorities.map(({ institution }) => institution)),
    election_type: election.display?.type ?? null,
    election_year: election.display?.year ?? null,
    election_conflict: election.conflict,
    flags: incident.flags,
    review: reviewOf(incident),
    corrected: incident.review.corrected,
    replies: incident.replies.map((reply) =>
      tellReply(cover === AS_PRINTED ? reply : coverReply(reply, cover)),
    ),
    n_reports: incident.links.length,
    n_articles: incident.articles,
    n_sources: incident.outlets,
    n_independent: incident.independent,
    outlets: unique(incident.links.map(({ outlet }) => outlet)),
    first_reported: incident.firstSeen,
    last_reported: incident.lastSeen,
    evidence: quote === undefined ? null : cover.text(oneSpace(quote.text)),
    evidence_outlet: quote?.outlet ?? null,
    evidence_url: quote === undefined ? null : tellAddress(quote.url, cover),
  };
}

/** A name that may be shown stands as it is; initials pass the mask, in case another name hides in them. */
function coveredName(subject: Incident['subjects'][number], cover: Cover): string | null {
  const name = cover === AS_PRINTED ? subject.name : displayName(subject);
  return name === null || mayBeNamed(subject) ? name : cover.text(name);
}

function reportRow({ report, article, incident, cover }: Member, manner: RowManner): ReportRow {
  const { date, election, places, subjects } = report;
  const accused = subjects.filter(({ role }) => role === 'accused');
  const counts = accused.map(({ count }) => count);
  const place = places.find(({ role }) => role === 'jurisdiction')?.value ?? places[0]?.value ?? null;
  const stretches = [
    ...report.steps.filter(({ value }) => value === report.stage),
    ...report.steps,
    ...report.violations,
    ...subjects,
  ].flatMap(({ evidence }) => evidence);
  return {
    report_id: report.id,
    event_id: incident.id,
    tier: incident.tier,
    article_id: article.id,
    outlet: article.outlet,
    published: article.published?.value ?? null,
    report_type: report.type,
    stage: report.stage,
    ...tellDate(date?.value ?? null, date?.precision ?? null),
    date_basis: date?.basis ?? null,
    ...tellPlace(place, manner.gazetteer),
    violations: unique(report.violations.map(({ value }) => value)),
    people:
      counts.length === 0 || counts.includes(null)
        ? null
        : counts.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    subject_roles: subjects.map(({ role }) => role),
    subject_statuses: subjects.map(({ status }) => status),
    subject_names: unique(subjects.map((subject) => reportName(incident, subject, cover))),
    institutions: unique(report.authorities.map(({ institution }) => institution)),
    election_type: election?.type ?? null,
    election_year: election?.year ?? null,
    election_phase: election?.phase ?? null,
    laws: unique(report.laws.map(({ value, article: part }) => (part === null ? value : `${value} ${part}`))),
    flags: report.flags,
    confidence: report.confidence,
    ...tellEvidence(stretches, article, cover, manner),
  };
}

/** By the incident where it knows the person, else by what the report says alone. */
function reportName(incident: Incident, subject: Report['subjects'][number], cover: Cover): string | null {
  const { name, role, status } = subject;
  if (name === null || cover === AS_PRINTED) return name;
  const known = incident.subjects.filter((one) => formsOf(one).includes(name));
  const named =
    known.length === 0 ? role !== 'victim' && isSeniorOffice(status) : known.every((one) => mayBeNamed(one));
  return named ? name : cover.text(initialsOf(name));
}

function stepRows({ report, article, incident, cover }: Member, manner: RowManner): StepRow[] {
  return report.steps.map((step, at) => ({
    step_id: `${report.id}.${at + 1}`,
    report_id: report.id,
    event_id: incident.id,
    tier: incident.tier,
    outlet: article.outlet,
    step: step.value,
    reality: step.reality,
    step_date: step.date?.value ?? null,
    date_precision: step.date?.precision ?? null,
    institution: (step.by === null ? null : report.authorities[step.by]?.institution) ?? null,
    people: step.count,
    document: step.document === null ? null : cover.text(step.document),
    sanction: step.sanction === null ? null : cover.text(step.sanction.text),
    sanction_class: step.sanction?.class ?? null,
    sanction_duration: step.sanction?.duration == null ? null : cover.text(step.sanction.duration),
    attribution: step.attribution,
    certainty: step.certainty,
    rule: step.rule,
    evidence: tellEvidence(step.evidence, article, cover, manner).evidence,
  }));
}

function eventArticleRows({ incident, articles, reports, cover }: Told): EventArticleRow[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const there = new Set(reports.map(({ report }) => report.id));
  return incident.links.flatMap((link) => {
    const article = byId.get(link.article);
    if (article === undefined || !there.has(link.report)) return [];
    const group = incident.reprints.findIndex((copies) => copies.includes(article.id));
    return {
      event_id: incident.id,
      tier: incident.tier,
      report_id: link.report,
      article_id: article.id,
      outlet: article.outlet,
      published: article.published?.value ?? null,
      title: cover.text(oneSpace(article.title)),
      url: tellAddress(article.url, cover),
      origin: article.origin,
      relation: link.relation,
      link_score: link.score,
      reprint_group: group < 0 ? null : group + 1,
    };
  });
}

/** Rows of claims; an incident is not at hand, so everybody is covered whom a report of the article or any incident protects. */
export function claimRows(claims: readonly ClaimInContext[], manner: RowManner): ClaimRow[] {
  return claims.map(({ claim, article, reports }) => {
    const cover =
      manner.asPrinted === true ? AS_PRINTED : coverOfReports({ reports, articles: [article] }, manner.names);
    return {
      claim_id: `${article.id}.${claim.id}`,
      article_id: article.id,
      outlet: article.outlet,
      published: article.published?.value ?? null,
      agency: claim.agency,
      stage: claim.stage,
      unit: claim.unit,
      value: claim.value,
      approximate: claim.approx,
      as_of: claim.asOf,
      breakdown: claim.breakdown === null ? null : cover.text(claim.breakdown),
      adds_up: claim.addsUp,
      certainty: claim.certainty,
      evidence: tellEvidence(claim.evidence, article, cover, manner).evidence,
      evidence_url: tellAddress(article.url, cover),
    };
  });
}

export const coverageRows = (days: readonly CoverageDay[]): CoverageRow[] =>
  days.map((day) => ({
    outlet: day.outlet,
    day: day.day,
    visits: day.visits,
    visits_answered: day.answered,
    pages: day.pages,
    pages_failed: day.failed,
    pages_refused: day.refused,
    articles_found: day.found,
    articles_unread: day.unread,
    articles_published: day.published,
    articles_relevant: day.relevant,
  }));
