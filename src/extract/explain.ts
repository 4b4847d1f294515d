/** Explain: the way from an article to what was extracted of it, put together from the derivation (no cost where nobody asks). */
import type { Dictionary } from '../model/dictionary.js';
import type { Report } from '../model/report.js';
import type { Evidence } from '../model/why.js';
import type { ReportTime } from './dating.js';
import type { Derivation } from './derivation.js';
import { explainDates, explainElections, explainPlaces } from './explain-choices.js';
import { explainGates, explainMissed } from './explain-gates.js';
import { explainPeople } from './explain-people.js';
import { explainSentences, stretchOf } from './explain-text.js';
import type { Explanation, ReportTold, ValueTold } from './explanation.js';
import { timeOfCase, timeOfMeasure } from './report-time.js';

/** Explains a derivation; the dictionary must be the one that it was made with. */
export function explainDerivation(derivation: Derivation, dictionary: Dictionary): Explanation {
  const { extraction } = derivation;
  const { article, relevance, reports, claims, doubts, version } = extraction;
  return {
    article,
    relevance,
    gates: explainGates(derivation),
    sentences: explainSentences(derivation),
    people: explainPeople(derivation),
    places: explainPlaces(derivation, dictionary),
    reports: reports.map((report) => tellReport(derivation, report, dictionary)),
    claims: claims.map((claim) =>
      tellValue(
        derivation,
        'claim',
        `${claim.agency ?? '?'} ${claim.stage}: ${claim.value} ${claim.unit}`,
        claim,
      ),
    ),
    missed: explainMissed(derivation, dictionary),
    doubts,
    version,
  };
}

type Why = Pick<ValueTold, 'certainty' | 'rule'> & { evidence: readonly Evidence[] };

const tellValue = (derivation: Derivation, field: string, value: string, why: Why): ValueTold => ({
  field,
  value,
  certainty: why.certainty,
  rule: why.rule,
  evidence: why.evidence.map((stretch) => stretchOf(derivation, stretch)),
});

function tellReport(derivation: Derivation, report: Report, dictionary: Dictionary): ReportTold {
  const { id, type, stage, confidence, flags } = report;
  const now = derivation.extraction.article.published?.slice(0, 10) ?? null;
  return {
    id,
    type,
    stage,
    confidence,
    flags,
    values: valuesOf(derivation, report),
    dates: explainDates(derivation, report, { time: timeOf(derivation, report), now, dictionary }),
    elections: explainElections(derivation, report, { now, dictionary }),
  };
}

function timeOf({ attempts }: Derivation, report: Report): ReportTime {
  const attempt = attempts.find((one) => one.report === report);
  if (attempt === undefined) return { steps: [], acts: [], near: 0 };
  return attempt.type === 'case' ? timeOfCase(attempt.draft) : timeOfMeasure(attempt.draft);
}

function valuesOf(derivation: Derivation, report: Report): ValueTold[] {
  const tell = (field: string, parts: readonly (string | number | null)[], why: Why): ValueTold =>
    tellValue(derivation, field, parts.filter((part) => part !== null).join(' '), why);
  const { violations, steps, subjects, authorities, others, places, election, date, laws } = report;
  return [
    ...violations.map((one) => tell('violation', [one.value], one)),
    ...steps.map((one) =>
      tell('step', [one.value, one.reality, `(${one.attribution})`, one.date?.value ?? null], one),
    ),
    ...subjects.map((one) => tell('subject', [one.name, one.role, one.status, one.count], one)),
    ...authorities.map((one) => tell('authority', [one.name, one.position, one.institution], one)),
    ...others.map((one) => tell('other', [one.role, one.name, one.position], one)),
    ...places.map((one) => tell('place', [one.value, one.name, one.role], one)),
    ...(election === null
      ? []
      : [tell('election', [election.type, election.year, election.phase], election)]),
    ...(date === null ? [] : [tell('date', [date.value, date.precision, date.basis], date)]),
    ...laws.map((one) => tell('law', [one.value, one.article], one)),
  ];
}
