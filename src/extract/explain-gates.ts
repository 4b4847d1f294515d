/** Explain gates: what an article lacks to be more than it is, and what kept each step and act out of the reports. */
import type { Attempt, CaseGate, Derivation, MeasureGate } from './derivation.js';
import type { GateTold, MissedTold } from './explanation.js';
import { wordsOf } from './explain-text.js';
import { isActual, stepReality } from './modality.js';
import { evidence, type Mark } from './passage.js';
import { MEASURES } from './step-kinds.js';
import type { Dictionary } from '../model/dictionary.js';
import { hadIn } from './weigh-taken.js';
import { weighTellings } from './weigh-tellings.js';

const ARTICLE: [NonNullable<Derivation['gate']>, string][] = [
  ['apparatus', 'apparatus is told of'],
  [
    'own_neutrality',
    'the neutrality is that of apparatus in elections, and none of media, sports, countries or the like',
  ],
  ['election_link', 'an election, a candidate or an election body is told of with it'],
  ['empty_slots', 'the text is filled in, no form with empty slots'],
  [
    'unlikely',
    'the words of the whole article do not speak surely against it (dictionaries/weights/relevance.tsv)',
  ],
];

const CASE: Record<CaseGate, string> = {
  nothing_real: 'an act, or a step that happened, is told of him',
  no_stage: 'what is told of him gives a stage',
  opinion_unnamed: 'columns and satire count only where they name whom they accuse',
  explainer_unnamed: 'pages that explain rules count only where they name whom they accuse',
  another_protagonist: 'the story is not about a named person outside the apparatus',
  buried:
    'the headline or the opening tells of the case, or a concrete act and a dealing with somebody are told',
  class_listed: 'he is told of alone, not in a list of all kinds of apparatus',
  only_addressed: 'somebody is told to have done it, and not only urged or warned',
  told_in_passing: 'he is told of more than once, or steps or the headline tell of him',
  another_offence: 'the steps are not those of another offence',
  counted_only: 'among published counts somebody is named',
  unlikely:
    'the words of the whole article, and what is told of the accused, speak for a case rather than against it (dictionaries/weights)',
  too_unsure: 'so much is told that the report is sure enough (dictionaries/confidence.yaml, least)',
  status_unknown: 'a status or office of apparatus is told of him',
  steps_without_act: 'without an act, an election stands beside the steps, or several steps are told',
};
const MEASURE: Record<MeasureGate, string> = {
  opinion: 'the text is news, no column and no satire',
  no_measure: 'it is done or under way, and more than a norm, a concern or a count',
  unlikely:
    'the words of the whole article do not rather speak for a story about neutrality (dictionaries/weights/relevance.tsv)',
};

/** The gates on the way to each kind of article; those after the first that fails are left out. */
export function explainGates(derivation: Derivation): GateTold[] {
  const gates: GateTold[] = [];
  for (const [gate, what] of ARTICLE) {
    gates.push({ towards: 'any', gate, passed: derivation.gate !== gate, what });
    if (derivation.gate === gate) return gates;
  }
  return [...gates, ...caseGates(derivation), ...measureGates(derivation), ...contextGate(derivation)];
}

function caseGates({ accused, attempts, extraction }: Derivation): GateTold[] {
  const gate = (name: string, passed: boolean, what: string): GateTold => ({
    towards: 'case',
    gate: name,
    passed,
    what,
  });
  const found = gate('accused', accused.length > 0, 'an act or a step points at somebody of the apparatus');
  const drafts = attempts.filter((attempt) => attempt.type === 'case');
  if (accused.length === 0) return [found];
  if (drafts.length === 0) return [found, gate('live', false, 'what points at him is more than a condition')];
  const made = drafts.filter(({ failed }) => failed === null);
  const failed = drafts.flatMap((draft) =>
    draft.failed === null ? [] : [gate(draft.failed, false, CASE[draft.failed])],
  );
  if (made.length === 0) return [found, ...failed];
  return [found, gate('current', extraction.relevance === 'case', 'the case is of today, no look back')];
}

function measureGates({ attempts, steps }: Derivation): GateTold[] {
  const gate = (name: string, passed: boolean, what: string): GateTold => ({
    towards: 'measure',
    gate: name,
    passed,
    what,
  });
  const told = steps.some(({ code }) => MEASURES.has(code));
  const found = gate('measure_told', told, 'something done to keep neutrality is told');
  const drafts = attempts.filter((attempt) => attempt.type === 'measure');
  if (!told && drafts.length === 0) return [found];
  const near = gate(
    'about_neutrality',
    drafts.length > 0,
    'it is told beside neutrality, by somebody who acts',
  );
  return [
    found,
    near,
    ...drafts.flatMap((draft) =>
      draft.failed === null ? [] : [gate(draft.failed, false, MEASURE[draft.failed])],
    ),
  ];
}

function contextGate({ extraction }: Derivation): GateTold[] {
  const { relevance, reports } = extraction;
  if (relevance === 'case' || relevance === 'measure' || reports.length > 0) return [];
  const what =
    'apparatus and neutrality or partisan acts stand together in several sentences, or a count is told';
  return [{ towards: 'context', gate: 'about_neutrality', passed: relevance === 'context', what }];
}

/** Steps and acts that stand in no report. */
export function explainMissed(derivation: Derivation, dictionary: Dictionary): MissedTold[] {
  const odds = measureOdds(derivation, dictionary);
  return [derivation.title, derivation.body].flatMap((passage) =>
    passage.marks.flatMap((mark): MissedTold[] => {
      if (mark.kind !== 'step' && mark.kind !== 'violation') return [];
      const why = whyMissed(derivation, mark, passage.in, odds.get(mark) ?? null);
      const { kind, code, reality } = mark;
      return why === null
        ? []
        : [{ ...evidence(passage, mark), words: wordsOf(passage, mark), kind, code, reality, why }];
    }),
  );
}

/** How likely each telling of a measure is one's, by its mark; nothing where that was not learned. */
function measureOdds(derivation: Derivation, dictionary: Dictionary): ReadonlyMap<Mark, number> {
  const steps = [...derivation.steps, ...derivation.further];
  const measures = steps.filter(({ code }) => MEASURES.has(code));
  const odds = weighTellings(
    'telling',
    { ...derivation, steps, had: hadIn(derivation) },
    measures,
    dictionary,
  );
  return new Map([...(odds ?? [])].map(([{ mark }, one]) => [mark, one]));
}

/** The first thing that kept a mark out; null where a report rests on it or says the same from elsewhere. */
function whyMissed(
  derivation: Derivation,
  mark: Mark,
  where: 'title' | 'body',
  odds: number | null,
): string | null {
  const values = derivation.extraction.reports.flatMap(({ steps, violations }) => [...steps, ...violations]);
  if (values.some(({ value }) => value === mark.code) && isTold(derivation, mark)) return null;
  if (where === 'title') return 'a headline alone is no evidence';
  const { cue } = mark;
  const by =
    cue === null
      ? 'the words themselves'
      : cue.rule.startsWith('weights/')
        ? `all that stands around it (${cue.rule})`
        : `"${wordsOf(derivation.body, cue)}"`;
  const step = derivation.steps.find((one) => one.mark === mark);
  if (mark.kind === 'step' && step === undefined) return `${mark.reality ?? 'it'} by ${by}: makes no step`;
  if (mark.kind === 'violation' && !isActual(mark.reality))
    return `${mark.reality} by ${by}: tells of no act`;
  if (derivation.gate !== null) return `the article fails the gate ${derivation.gate}`;
  const held = derivation.attempts.find((attempt) => holds(attempt, mark));
  if (held?.failed !== null && held !== undefined) return `its draft fails the gate ${held.failed}`;
  if (held !== undefined)
    return 'left out of its report: what is told more surely or more plainly stands for it';
  const against = derivation.attempts.flatMap((one) =>
    one.type === 'case' ? (one.left.get(mark) ?? []) : [],
  )[0];
  if (against !== undefined)
    return `by all that stands around it hardly a step of the case (log odds ${against.toFixed(1)}, weights/taken)`;
  if (odds !== null && odds < 0)
    return `by all that stands around it hardly a measure's (log odds ${odds.toFixed(1)}, weights/tellings)`;
  return MEASURES.has(mark.code)
    ? 'nobody acts, or neutrality is not told beside it'
    : 'it falls on nobody who is accused';
}

/** Whether a report says what the mark says, so that nothing is missed. */
function isTold(derivation: Derivation, mark: Mark): boolean {
  const reality = stepReality(mark.reality);
  return derivation.extraction.reports.some(
    ({ steps, violations }) =>
      violations.some(({ value }) => value === mark.code) ||
      steps.some((step) => step.value === mark.code && (reality === null || step.reality === reality)),
  );
}

function holds(attempt: Attempt, mark: Mark): boolean {
  if (attempt.draft.steps.some((step) => step.mark === mark)) return true;
  return attempt.type === 'case' && attempt.draft.violations.some((violation) => violation.mark === mark);
}
