/** Short descriptions -> full reports with articles, for tests of linking. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { LinkingRules } from '../../src/model/linking-rules.js';
import { Report } from '../../src/model/report.js';
import type { Incident } from '../../src/model/incident.js';
import { type LinkInput, linkReports, signBody, writeSign } from '../../src/link/link.js';

export const rules = LinkingRules.parse(
  parse(readFileSync(new URL('../../dictionaries/linking.yaml', import.meta.url), 'utf8'), {
    schema: 'failsafe',
  }),
);

const whyAt = (start: number) => ({
  certainty: 'stated' as const,
  evidence: [{ in: 'body' as const, start, end: start + 10 }],
  rule: 'test',
});

export interface Sketch {
  id: string;
  outlet?: string | null;
  published?: string | null;
  title?: string;
  article?: string;
  type?: 'case' | 'measure';
  stage?: string | null;
  violations?: string[];
  steps?: (
    | [string, string]
    | [
        string,
        string,
        { date?: string; document?: string; attribution?: string; count?: number; by?: number },
      ]
  )[];
  places?: string[];
  election?: { type: string; year: number | null } | null;
  date?: string | null;
  precision?: string;
  basis?: string;
  subjects?: { name?: string | null; status: string; count?: number | null; role?: string }[];
  authorities?: { name: string | null; institution: string | null }[];
  others?: { role: string; name: string }[];
  flags?: string[];
  /** Where in the text its words begin; reports with the same offset are told by the same words. */
  offset?: number;
  /** Text of the article, for its sign. */
  body?: string;
  origin?: 'own' | 'wire';
}

/** A full input from a sketch; what is left out is empty. */
export function input(sketch: Sketch): LinkInput {
  const why = (start: number) => whyAt(start + (sketch.offset ?? 0));
  const { id, type = 'case', published = '2024-10-18' } = sketch;
  const stage = sketch.stage === undefined ? (type === 'case' ? 'sanction_imposed' : null) : sketch.stage;
  const steps = sketch.steps ?? (stage === null ? [] : [[stage, 'realised'] as [string, string]]);
  const report = Report.parse({
    id,
    type,
    stage,
    violations: (sketch.violations ?? []).map((value, at) => ({ value, count: null, ...why(100 + at * 20) })),
    steps: steps.map(([value, reality, more], at) => ({
      value,
      reality,
      date: dateOf(more?.date ?? null, 'day', 'stage', why),
      by: more?.by ?? null,
      count: more?.count ?? null,
      document: more?.document ?? null,
      sanction: null,
      attribution: more?.attribution ?? 'named_official',
      ...why(200 + at * 20),
    })),
    subjects: (sketch.subjects ?? []).map((subject, at) => ({
      name: subject.name ?? null,
      role: subject.role ?? (type === 'case' ? 'accused' : 'addressee'),
      status: subject.status,
      employment: null,
      position: null,
      institution: null,
      count: subject.count === undefined ? 1 : subject.count,
      min: null,
      max: null,
      ...why(300 + at * 20),
    })),
    authorities: (sketch.authorities ?? []).map((one, at) => ({
      ...one,
      position: null,
      ...why(400 + at * 20),
    })),
    others: (sketch.others ?? []).map((one) => ({ ...one, position: null, institution: null, ...why(500) })),
    places: (sketch.places ?? []).map((value) => ({
      value,
      name: value,
      level: value.length === 2 ? 'province' : 'regency',
      regency: value.length === 2 ? null : value.slice(0, 5),
      role: 'jurisdiction',
      raw: null,
      ...why(600),
    })),
    election: sketch.election ? { ...sketch.election, phase: null, ...why(700) } : null,
    date: dateOf(sketch.date ?? null, sketch.precision, sketch.basis ?? 'stage', why),
    laws: [],
    flags: sketch.flags ?? [],
    confidence: 0.8,
  });
  const article = sketch.article ?? `article-${id}`;
  const outlet = sketch.outlet === undefined ? `outlet-${id}` : sketch.outlet;
  const sign = sketch.body === undefined ? null : writeSign(signBody(sketch.body));
  return {
    report,
    article: {
      id: article,
      url: null,
      outlet,
      title: sketch.title ?? null,
      published,
      sign,
      origin: sketch.origin ?? null,
    },
  };
}

function dateOf(value: string | null, precision: string | undefined, basis: string, why: typeof whyAt) {
  if (value === null) return null;
  const exact = precision ?? { 4: 'year', 7: 'month' }[value.length] ?? 'day';
  return { value, precision: exact, basis, raw: null, ...why(800) };
}

/** The report ids of each incident, sorted, so that groupings can be held side by side. */
const grouping = (incidents: { links: { report: string }[] }[]): string[][] =>
  incidents
    .map(({ links }) => links.map(({ report }) => report).sort())
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));

/** The first of several; fails the test when there is none. */
export function first<T>(all: readonly T[]): T {
  const [one] = all;
  if (one === undefined) throw new Error('there is none');
  return one;
}

export const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** The incidents that sketches give. */
export const link = (...sketches: Sketch[]): Incident[] => linkReports(sketches.map(input), rules).value;

/** How sketches are grouped, by their ids. */
export const groups = (...sketches: Sketch[]): string[][] => grouping(link(...sketches));
