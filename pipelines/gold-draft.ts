/** A judged article as a draft of a gold article (fixtures/gold/README.md): labels of the analyst, marks of the machine. */
import type { Article } from '../src/model/article.js';
import type { Claim, Report } from '../src/model/report.js';
import type { Evidence } from '../src/model/why.js';

/** An article whose reports an analyst judged. */
export interface Judged {
  article: Article;
  /** By report id; null where the report is wrong. */
  reports: Map<string, Report | null>;
  claims: readonly Claim[];
  /** Ids of the decisions. */
  by: string[];
  /** Those among them that put an incident of several reports right, told where this article bears what was wrong. */
  given: string[];
  /** Those of which nobody can tell whether they are about this article, and why. */
  open: string[];
}

/** Words in the body that a value of report N rests on. */
interface Mark {
  start: number;
  end: number;
  kind: string;
}

/** The draft as the text of a YAML file (each value written as JSON, which YAML takes), and the id it is filed under. */
export function goldDraft({ article, reports, claims, by, given, open }: Judged): {
  id: string;
  text: string;
} {
  const kept = [...reports.values()].filter((report) => report !== null);
  const id = `review-${
    article.id
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'article'
  }`;
  const place = kept.flatMap(({ places }) => places.map(({ value }) => value.slice(0, 2)))[0] ?? null;
  const fields: Record<string, unknown> = {
    id,
    province: place,
    outlet_style: 'regional portal',
    published: instantOf(article.published?.value ?? null),
    title: article.title === '' ? '-' : article.title,
    text: withMarks(article.text, kept.flatMap(marksOf)),
    relevance: relevanceOf(kept),
    reports: kept.map(labelsOf),
    claims: claims.map(({ agency, stage, unit, value, asOf, breakdown }) => ({
      agency,
      stage,
      unit,
      value,
      asOf,
      breakdown,
    })),
    phenomena: [],
    hard_cases: [],
    note: noteOf({ by, given, open }),
  };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  const head =
    '# Draft from a review: words of an outlet, real persons. Write it anew before it goes into fixtures.\n';
  return { id, text: head + lines.join('') };
}

const noteOf = ({ by, given, open }: Pick<Judged, 'by' | 'given' | 'open'>): string =>
  [
    `Judged by ${[...new Set(by)].join(', ')}.`,
    ...[...new Set(given)].map((one) => `Put right: ${one}.`),
    ...[...new Set(open)].map((one) => `To be judged: ${one}; the label of this article is the machine's.`),
  ].join(' ');

function instantOf(published: string | null): string {
  const [day = '', time = ''] = (published ?? '1970-01-01').split('T');
  const whole = day.length === 10 ? day : `${day.padEnd(7, '-01')}-01`.slice(0, 10);
  return /^\d{2}:\d{2}.*[+-]\d{2}:\d{2}$/.test(time) ? `${whole}T${time}` : `${whole}T00:00+07:00`;
}

function relevanceOf(reports: readonly Report[]): string {
  if (reports.some(({ type }) => type === 'case')) return 'case';
  return reports.length > 0 ? 'measure' : 'context';
}

function labelsOf(report: Report): object {
  const { type, stage, violations, steps, places, election, date, subjects, authorities } = report;
  const jurisdictions = places.filter(({ role }) => role === 'jurisdiction');
  return {
    type,
    stage,
    violations: violations.map(({ value }) => value),
    steps: steps.map(({ value, reality }) => [value, reality]),
    places: [...new Set(jurisdictions.map(({ value, regency }) => regency ?? value.slice(0, 5)))],
    election: election === null ? null : { type: election.type, year: election.year },
    date: date?.value ?? null,
    subjects: subjects.map(({ name, status, count, role }) => ({ name, status, count, role })),
    authorities: authorities.map(({ name, institution }) => ({ name, institution })),
  };
}

function marksOf({ violations, steps, subjects, authorities }: Report, index: number): Mark[] {
  const mark = (kind: string, evidence: readonly Evidence[]): Mark[] =>
    evidence.flatMap(({ in: where, start, end }) =>
      where === 'body' && start < end ? [{ start, end, kind: `${index + 1} ${kind}` }] : [],
    );
  return [
    ...violations.flatMap(({ value, evidence }) => mark(`violation ${value}`, evidence)),
    ...steps.flatMap(({ value, reality, evidence }) => mark(`step ${value} ${reality}`, evidence)),
    ...subjects.flatMap(({ evidence }) => mark('subject', evidence)),
    ...authorities.flatMap(({ evidence }) => mark('authority', evidence)),
  ];
}

/** Marks do not nest: of those that touch, the first stays. */
function withMarks(text: string, marks: readonly Mark[]): string {
  let [marked, at] = ['', 0];
  for (const { start, end, kind } of [...marks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at || end > text.length) continue;
    marked += `${text.slice(at, start)}{{${kind}|${text.slice(start, end)}}}`;
    at = end;
  }
  return marked + text.slice(at);
}
