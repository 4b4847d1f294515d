/** Invented articles, reports and incidents for the suites of the store. */
import { Article } from '../../src/model/article.js';
import { SubjectStatus } from '../../src/model/codes.js';
import { Incident } from '../../src/model/incident.js';
import { isSeniorOffice } from '../../src/model/naming.js';
import { Extraction, Report } from '../../src/model/report.js';
import { Query } from '../../src/model/query.js';

const WHY = {
  certainty: 'stated' as const,
  evidence: [{ in: 'body' as const, start: 0, end: 5 }],
  rule: 'test',
};

/** A day of March 2024, ten in the morning in Jakarta. */
export const at = (day: number): Date => new Date(Date.UTC(2024, 2, day, 3));

export const why = (start: number, end: number, rule = 'test') => ({
  certainty: 'stated' as const,
  evidence: [{ in: 'body' as const, start, end }],
  rule,
});

/** A step that happened, told by a stretch of the body. */
export const makeStep = (
  value: Report['steps'][number]['value'],
  because: ReturnType<typeof why>,
  attribution: Report['steps'][number]['attribution'] = 'narration',
): Report['steps'][number] => ({
  value,
  reality: 'realised',
  date: null,
  by: null,
  count: null,
  document: null,
  sanction: null,
  attribution,
  ...because,
});

export const NOW = new Date('2024-03-01T03:00:00Z');

export function makeArticle(id: string, over: Partial<Article> = {}): Article {
  return Article.parse({
    id,
    url: `https://${id}.example/berita`,
    outlet: 'kabar-uji',
    title: `Judul ${id}`,
    text: `Pegawai ${id} diperiksa karena mendukung calon.`,
    published: { value: '2024-02-10', precision: 'day', basis: 'given' },
    modified: null,
    byline: null,
    origin: null,
    section: null,
    tags: ['satu', 'dua'],
    language: 'id',
    related: [],
    partial: false,
    page: null,
    ...over,
  });
}

export function makeReport(id: string, over: Partial<Report> = {}): Report {
  return Report.parse({
    id,
    type: 'case',
    stage: 'examined',
    violations: [{ value: 'public_endorsement', count: null, ...WHY }],
    steps: [],
    subjects: [],
    authorities: [],
    others: [],
    places: [],
    election: { type: 'pilkada', year: 2024, phase: 'campaign', ...WHY },
    date: null,
    laws: [],
    flags: [],
    confidence: 0.5,
    ...over,
  });
}

export function makeExtraction(article: Article, reports: Report[], dictionary = 'sha256:a'): Extraction {
  return Extraction.parse({
    article: {
      id: article.id,
      url: article.url,
      outlet: article.outlet,
      title: article.title,
      published: article.published?.value ?? null,
    },
    relevance: reports.length > 0 ? 'case' : 'none',
    reports,
    claims: [
      {
        id: 'claim-1',
        agency: 'kasn',
        stage: 'reported',
        unit: 'orang',
        value: 403,
        approx: false,
        asOf: '2024-02',
        breakdown: null,
        addsUp: null,
        ...WHY,
      },
    ],
    doubts: [],
    version: { pantau: '0.1.0', dictionary },
  });
}

export interface Facts {
  reports: { report: string; article: string; outlet: string }[];
  places?: string[];
  date?: string | null;
  violations?: string[];
  election?: { type: string; year: number | null };
  steps?: [string, string][];
  status?: string;
  over?: Partial<Incident>;
}

const mayBeNamed = ({ status, over }: Facts): boolean =>
  isSeniorOffice(SubjectStatus.parse(status ?? 'pns')) || over?.tier === 'convicted';

/** An incident in full, of the few facts that a test is about. */
export function makeIncident(id: string, facts: Facts): Incident {
  const [first] = facts.reports;
  if (!first) throw new Error('an incident needs a report');
  const from = [{ report: first.report, article: first.article, outlet: first.outlet, evidence: [] }];
  const field = <T>(values: T[]) => ({
    display: values[0] ?? null,
    rule: 'test',
    conflict: values.length > 1,
    values: values.map((value) => ({ value, support: 1, from })),
  });
  return Incident.parse({
    id,
    type: 'case',
    stage: 'examined',
    tier: 'alleged',
    violations: field(facts.violations ?? ['public_endorsement']),
    count: field([2]),
    places: field(facts.places ?? ['36.74']),
    election: field([facts.election ?? { type: 'pilkada', year: 2024 }]),
    date: field(facts.date === null ? [] : [facts.date ?? '2024-02-09']),
    subjects: [
      {
        name: 'Sutarno Wibisana',
        variants: [],
        status: field([facts.status ?? 'pns']),
        position: null,
        role: 'accused',
        named: mayBeNamed(facts),
        displayName: mayBeNamed(facts) ? 'Sutarno Wibisana' : 'SW',
      },
    ],
    authorities: [{ name: null, institution: 'bawaslu_local', support: 1 }],
    timeline: (facts.steps ?? [['examined', 'realised']]).map(([value, reality]) => ({
      value,
      reality,
      date: null,
      precision: null,
      support: 1,
      from,
    })),
    links: facts.reports.map((link, i) => ({
      ...link,
      published: '2024-02-10',
      to: i === 0 ? null : first.report,
      relation: i === 0 ? 'opens' : 'same',
      score: 1,
      reasons: [],
    })),
    flags: [],
    reprints: [],
    possibly: [],
    articles: new Set(facts.reports.map(({ article }) => article)).size,
    outlets: new Set(facts.reports.map(({ outlet }) => outlet)).size,
    independent: new Set(facts.reports.map(({ outlet }) => outlet)).size,
    firstSeen: '2024-02-10',
    lastSeen: '2024-02-10',
    ...facts.over,
  });
}

export const makeQuery = (over: Partial<Query> = {}): Query => Query.parse(over);
