/** A group of linked reports -> one incident: every value of every outlet, the one shown, and the conflicts. */
import { UNSPECIFIED_ACT } from '../model/code-lists.js';
import { createHash } from 'node:crypto';
import { Flag } from '../model/codes.js';
import type { LinkingRules } from '../model/linking-rules.js';
import type { Incident, Link } from '../model/incident.js';
import type { ReportElection } from '../model/report.js';
import { type Field, COMMON_RULE, countSources, gatherField, outletsDiffer, tell } from './gather-field.js';
import type { Group } from './group-reports.js';
import { furthestStage, isDisputed, judgeTier } from './judge-stage.js';
import { relateReports } from './relate-reports.js';
import { mergeAuthorities, mergeSubjects } from './merge-people.js';
import { joinReprints } from './join-reprints.js';
import { bestDate, datesContradict, mergeTimeline } from './merge-timeline.js';
import { gatherStages, whenReached } from './reach-stage.js';
import { type Facts, countAccused, termsOf } from './report-facts.js';

/** The id of an incident: derived from its earliest report, so that later reports do not change it. */
function incidentId(group: Group): string {
  const opener = group.facts[0]?.input.report.id ?? '';
  return `incident-${createHash('sha256').update(opener).digest('hex').slice(0, 16)}`;
}

/** Assembles an incident; nothing that a report says is dropped. */
export function assembleIncident(group: Group, rules: LinkingRules): Incident {
  const terms = termsOf(rules);
  const { facts, reprints } = joinReprints(group.facts, terms.copies);
  const stage = furthestStage(facts);
  const fields = {
    violations: gatherViolations(facts),
    count: gatherCounts(facts),
    places: gatherPlaces(facts),
    election: gatherElections(facts),
    date: gatherDates(facts, stage),
  };
  const tier = judgeTier(facts, stage);
  const subjects = mergeSubjects(facts, tier, terms);
  const timeline = mergeTimeline(facts);
  const published = facts.flatMap(({ input }) => input.article.published ?? []);
  return {
    id: incidentId(group),
    type: facts[0]?.input.report.type ?? 'case',
    stage,
    stages: gatherStages(facts, stage),
    reached: whenReached(facts, stage, timeline),
    tier,
    ...fields,
    subjects,
    authorities: mergeAuthorities(facts, terms),
    timeline,
    links: describeLinks(group, rules),
    reprints,
    possibly: [],
    flags: gatherFlags(facts, { ...fields, status: subjects.some(({ status }) => status.conflict) }),
    articles: new Set(facts.map(({ input }) => input.article.id)).size,
    outlets: new Set(facts.map(({ input: { article } }) => article.outlet ?? `article ${article.id}`)).size,
    independent: countSources(facts),
    firstSeen: published[0] ?? null,
    lastSeen: published.at(-1) ?? null,
    review: { status: 'unreviewed', corrected: [], decisions: [], stale: false },
    replies: [],
  };
}

function gatherViolations(facts: Facts[]): Incident['violations'] {
  const tellings = facts.flatMap((one) =>
    one.input.report.violations.map(({ value, evidence }) => tell(one, value, evidence)),
  );
  const specific = tellings.filter(({ value }) => value !== UNSPECIFIED_ACT);
  const field = gatherField(tellings, outletsDiffer(specific));
  const shown = field.values.find(({ value }) => value !== UNSPECIFIED_ACT);
  return {
    ...field,
    display: shown?.value ?? field.display,
    rule: `a named act before an unnamed one; ${COMMON_RULE}`,
  };
}

function gatherCounts(facts: Facts[]): Incident['count'] {
  // Two outcomes told by one article are counted together.
  const byArticle = new Map<string, Facts[]>();
  for (const one of facts) {
    const { id } = one.input.article;
    byArticle.set(id, [...(byArticle.get(id) ?? []), one]);
  }
  const tellings = [...byArticle.values()].flatMap((group) => {
    const counts = group.map((one) =>
      one.input.report.type === 'case' ? countAccused(one.input.report) : addressed(one),
    );
    const [first] = group;
    if (first === undefined || counts.includes(null)) return [];
    const evidence = group.flatMap((one) => one.input.report.subjects.flatMap((subject) => subject.evidence));
    return [
      tell(
        first,
        counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
        evidence,
      ),
    ];
  });
  return gatherField(tellings, outletsDiffer(tellings));
}

function addressed({ input }: Facts): number | null {
  const counts = input.report.subjects.flatMap(({ count }) => count ?? []);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

function gatherPlaces(facts: Facts[]): Incident['places'] {
  const tellings = facts.flatMap((one) =>
    one.input.report.places
      .filter(({ role }) => role === 'jurisdiction')
      .map(({ value, regency, evidence }) => tell(one, regency ?? value, evidence)),
  );
  const codes = [...new Set(tellings.map(({ value }) => value))];
  const conflict = codes.some((a) => codes.some((b) => !a.startsWith(b) && !b.startsWith(a)));
  const field = gatherField(tellings, conflict && outletsDiffer(tellings));
  const shown = field.values.find(({ value }) => value.length >= 5);
  return {
    ...field,
    display: shown?.value ?? field.display,
    rule: `a regency before a province; ${COMMON_RULE}`,
  };
}

const GENERAL: Partial<Record<ReportElection['type'], ReportElection['type'][]>> = {
  pemilu: ['pilpres', 'pileg'],
  pilkada: ['pilgub', 'pilbup', 'pilwalkot', 'psu'],
};

function gatherElections(facts: Facts[]): Incident['election'] {
  const tellings = facts.flatMap((one) => {
    const { election } = one.input.report;
    return election === null
      ? []
      : [tell(one, { type: election.type, year: election.year }, election.evidence)];
  });
  const values = tellings.map(({ value }) => value);
  const conflict = values.some((a) => values.some((b) => !agree(a, b)));
  const field = gatherField(tellings, conflict);
  const shown = field.values.find(({ value }) => GENERAL[value.type] === undefined);
  return {
    ...field,
    display: shown?.value ?? field.display,
    rule: `a named kind of election before a general word; ${COMMON_RULE}`,
  };
}

type Election = Pick<ReportElection, 'type' | 'year'>;

function agree(a: Election, b: Election): boolean {
  const years = a.year === null || b.year === null || a.year === b.year;
  const types = a.type === b.type || GENERAL[a.type]?.includes(b.type) || GENERAL[b.type]?.includes(a.type);
  return years && Boolean(types);
}

const DATE_RULE =
  'the date of the furthest stage: exact before on or before, then the day of the step before that of a statement, then the earliest';

function gatherDates(facts: Facts[], stage: Incident['stage']): Incident['date'] {
  const tellings = facts.flatMap((one) => {
    const { date } = one.input.report;
    return date === null ? [] : [tell(one, date.value, date.evidence)];
  });
  const atStage = facts.filter(({ input }) => input.report.stage === stage);
  const dates = (group: Facts[]) => group.flatMap(({ input }) => input.report.date ?? []);
  const shown = bestDate(dates(atStage)) ?? bestDate(dates(facts));
  const first = shown === null ? null : { value: shown.value, rule: DATE_RULE };
  return gatherField(tellings, datesContradict(dates(atStage)), first);
}

function gatherFlags(
  facts: Facts[],
  fields: Record<'violations' | 'count' | 'places' | 'date', Field<unknown>> & { status: boolean },
): Flag[] {
  const flags = new Set(facts.flatMap(({ input }) => input.report.flags));
  if (fields.violations.conflict) flags.add('reason_conflict');
  if (fields.count.conflict) flags.add('count_conflict');
  if (fields.places.conflict) flags.add('place_conflict');
  if (fields.date.conflict) flags.add('date_conflict');
  if (fields.status) flags.add('status_conflict');
  const stages = facts.flatMap(({ input }) => input.report.stage ?? []);
  if (stages.some((stage) => isDisputed(facts, stage))) flags.add('voice_conflict');
  return Flag.options.filter((flag) => flags.has(flag));
}

/** The reports of an incident, each with why it belongs; scores lie between 0 and 1, the threshold at a half. */
function describeLinks(group: Group, rules: LinkingRules): Link[] {
  const positions = new Map(group.members.map((member, at) => [member, at]));
  return group.facts.map((later, at) => {
    const { report, article } = later.input;
    const link = group.links.get(group.members[at] ?? -1);
    const told = {
      report: report.id,
      article: article.id,
      outlet: article.outlet,
      published: article.published,
    };
    if (link === undefined) return { ...told, to: null, relation: 'opens', score: 1, reasons: [] };
    const { score, contradiction } = link.comparison;
    const earlier = group.facts[positions.get(link.to) ?? 0] ?? later;
    const related = relateReports(earlier, later, termsOf(rules));
    const sum = `total ${score} of ${rules.same} needed`;
    return {
      ...told,
      to: earlier.input.report.id,
      relation: related.relation,
      score: likeness(score - rules.same),
      reasons: [
        ...link.comparison.reasons(),
        ...(contradiction === null ? [] : [`against it: ${contradiction}`]),
        sum,
        ...related.reasons,
        ...(link.bound ? ['bound together by a review'] : []),
      ],
    };
  });
}

/** A sum above the threshold, or below it, as a number between 0 and 1. */
export const likeness = (above: number): number => Math.round(1000 / (1 + Math.exp(-above))) / 1000;
