/** Expectations: what the line of a sentence bank wants of its extraction, written as short tokens. */
import type { Extraction, Report } from '../model/report.js';

/** One token of a line: "examined:realised", "v=public_endorsement", "!stage=convicted", "case". */
export interface Expectation {
  token: string;
  holds: (extraction: Extraction) => boolean;
}

type Check = (extraction: Extraction, value: string) => boolean;

const RELEVANCE = new Set<string>(['case', 'measure', 'context', 'none']);

const cases = ({ reports }: Extraction): Report[] => reports.filter(({ type }) => type === 'case');
const accused = (extraction: Extraction): Report['subjects'] =>
  cases(extraction).flatMap(({ subjects }) => subjects.filter(({ role }) => role === 'accused'));
const steps = ({ reports }: Extraction): Report['steps'] => reports.flatMap((report) => report.steps);

/** Names without points, commas and case; a token writes "_" for a blank. */
const plain = (name: string | null): string =>
  (name ?? '').replace(/[_.,]/g, ' ').replace(/ +/g, ' ').trim().toLowerCase();

const isAbout = (date: { value: string | null } | null, day: string): boolean =>
  date?.value?.startsWith(day) === true;

/** "code@value": both parts; the second is null when it is not given. */
function partsOf(value: string): [string, string | null] {
  const at = value.indexOf('@');
  return at < 0 ? [value, null] : [value.slice(0, at), value.slice(at + 1)];
}

const CHECKS: Record<string, Check> = {
  v: (got, code) =>
    cases(got).some(({ violations }) => violations.some((one) => code === '*' || one.value === code)),
  m: (got, code) =>
    got.reports.some((report) => report.type === 'measure' && report.steps.some((s) => s.value === code)),
  stage: (got, code) => cases(got).some(({ stage }) => stage === code),
  class: (got, name) => steps(got).some(({ sanction }) => sanction?.class === name),
  cases: (got, number) => cases(got).length === Number(number),
  status: (got, code) => accused(got).some(({ status }) => status === code),
  count: (got, number) => accused(got).reduce((sum, { count }) => sum + (count ?? 0), 0) === Number(number),
  name: (got, name) => accused(got).some((subject) => plain(subject.name) === plain(name)),
  place: (got, code) =>
    got.reports.some(({ places }) =>
      places.some(({ role, value }) => role !== 'mention' && value.startsWith(code)),
    ),
  auth: (got, name) =>
    got.reports.some(({ authorities }) =>
      authorities.some((one) => one.institution === name || plain(one.name) === plain(name)),
    ),
  date: (got, day) => got.reports.some(({ date }) => isAbout(date, day)),
  prec: (got, precision) => got.reports.some(({ date }) => date?.precision === precision),
  stepdate: (got, value) => {
    const [code, day] = partsOf(value);
    return steps(got).some((step) => step.value === code && isAbout(step.date, day ?? ''));
  },
  election: (got, value) => {
    const [type, year] = partsOf(value);
    return got.reports.some(
      ({ election }) => election?.type === type && (year === null || String(election.year) === year),
    );
  },
};

/** An expectation out of its token; null where it says nothing that can be checked. */
export function readExpectation(token: string): Expectation | null {
  const check = checkOf(token.replace(/^!/, ''));
  if (check === null) return null;
  return { token, holds: token.startsWith('!') ? (got) => !check(got) : check };
}

function checkOf(token: string): Expectation['holds'] | null {
  if (RELEVANCE.has(token)) return ({ relevance }) => relevance === token;
  if (token === 'noname') return (got) => accused(got).every(({ name }) => name === null);
  if (token === 'noplace')
    return ({ reports }) => reports.every(({ places }) => places.every(({ role }) => role === 'mention'));
  // "name=Rudi_Ananta"
  const [, kind, value] = /^([a-z]+)=(.+)$/.exec(token) ?? [];
  if (kind !== undefined && value !== undefined) {
    const check = CHECKS[kind];
    return check === undefined ? null : (got) => check(got, value);
  }
  // "examined:realised", "examined"
  const [, code, reality] = /^([a-z_]+)(?::([a-z]+))?$/.exec(token) ?? [];
  if (code === undefined) return null;
  return (got) =>
    steps(got).some((step) => step.value === code && (reality === undefined || step.reality === reality));
}
