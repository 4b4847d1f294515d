/** Two reports -> a score with its reasons, and what forbids that they tell of one happening (codebook 9-E). */
import { StageCode } from '../model/codes.js';
import type { LinkingRules, LinkingTerms } from '../model/linking-rules.js';
import { compareMeasures } from './compare-measures.js';
import {
  compareAuthorities,
  compareCounts,
  compareOthers,
  anyCompatible,
  comparePeople,
  comparePositions,
  compareStatuses,
} from './compare-people.js';
import type { Report, ReportStep } from '../model/report.js';
import type { Evidence } from '../model/why.js';
import { gapBetween } from './measure-time.js';
import { type Facts, sameLetter, termsOf } from './report-facts.js';
import { compareSigns, isCopy } from './sign-body.js';
import { type Comparison, Tally } from './tally.js';

/** What the weight `month_apart` counts by. */
const MONTH = 30;

/**
 * Compares two reports; the order of the two makes no difference to the score. What an article tells of one act in
 * several reports is compared as a whole too, as another may tell it in one; what is most alike counts.
 */
export function compareReports(a: Facts, b: Facts, rules: LinkingRules): Comparison {
  const own = compareTwo(a, b, rules);
  if (own.contradiction !== null || own.siblings) return own;
  const wholes = [
    [a.whole, b],
    [a, b.whole],
    [a.whole, b.whole],
  ].flatMap(([left, right]) => (left && right ? compareTwo(left, right, rules) : []));
  return wholes.reduce((best, one) => (isLikelier(one, best) ? one : best), own);
}

const isLikelier = (one: Comparison, other: Comparison): boolean =>
  one.contradiction === null && one.score > other.score;

function compareTwo(a: Facts, b: Facts, rules: LinkingRules): Comparison {
  const tally = new Tally(rules.weights);
  if (a.input.report.type !== b.input.report.type) tally.forbid('a case and a measure');
  if (a.input.article.id === b.input.article.id) return compareSiblings(a, b, rules, tally);
  if (tally.forbidden) return tally.close();
  comparePlaces(a, b, tally);
  if (tally.forbidden) return tally.close();
  const letter = compareLetters(a, b, tally);
  if (a.input.report.type === 'measure') compareMeasures(a, b, letter, termsOf(rules), tally);
  else compareCases(a, b, letter, rules, tally);
  if (a.title !== '' && a.title === b.title) tally.add('same_title', () => 'same headline');
  compareBodies(a, b, rules, tally);
  compareTitles(a, b, tally);
  return tally.close();
}

// Two reports of one article are two outcomes of one act where the same words tell the act or a step of both; else
// two matters, unless another article counts their people together (see group-reports.ts).
function compareSiblings(a: Facts, b: Facts, rules: LinkingRules, tally: Tally): Comparison {
  tally.markSiblings();
  if (a.input.report.type === 'measure') tally.forbid('two measures of one article');
  comparePlaces(a, b, tally);
  const [left, right] = [a.statuses, b.statuses];
  if (!anyCompatible(left, right, termsOf(rules).compatible)) tally.forbid('other apparatus in one article');
  const told = sharedTelling(a.input.report, b.input.report);
  compareViolations(a, b, termsOf(rules).kin, tally);
  compareAuthorities(a, b, tally);
  if (told !== null) tally.add('one_act', () => `the same words tell of ${told}`);
  return tally.close();
}

function sharedTelling(a: Report, b: Report): string | null {
  const left = [...a.violations, ...a.steps.filter(isCommon)];
  const right = [...b.violations, ...b.steps.filter(isCommon)];
  const shared = left.find((one) =>
    right.some(({ value, evidence }) => value === one.value && overlaps(one.evidence, evidence)),
  );
  return shared?.value ?? null;
}

// What is done about many at once says nothing of what they did: only steps before the outcome count.
const isCommon = ({ value, reality }: ReportStep): boolean => reality === 'realised' && EARLY.has(value);
const EARLY: ReadonlySet<string> = new Set([
  'exposed_public',
  'reported',
  'registered',
  'examined',
  'summoned',
  'tracing',
]);

const overlaps = (a: readonly Evidence[], b: readonly Evidence[]): boolean =>
  a.some((one) => b.some((other) => one.in === other.in && one.start < other.end && other.start < one.end));

function compareBodies(a: Facts, b: Facts, rules: LinkingRules, tally: Tally): void {
  if (a.sign === null || b.sign === null) return;
  const alike = compareSigns(a.sign, b.sign);
  if (!isCopy(alike, termsOf(rules).copies)) return;
  tally.add('same_text', () => `${Math.round(alike.inside * 100)} % of the text is the same`);
}

function compareCases(a: Facts, b: Facts, letter: boolean, rules: LinkingRules, tally: Tally): void {
  compareTime(a, b, letter, rules, tally);
  if (tally.forbidden) return;
  comparePeople(a, b, tally);
  compareCounts(a, b, termsOf(rules).closeShare, tally);
  comparePositions(a, b, tally);
  compareScenes(a, b, tally);
  compareStatuses(a, b, termsOf(rules).compatible, tally);
  compareViolations(a, b, termsOf(rules).kin, tally);
  compareAuthorities(a, b, tally);
  compareOthers(a, b, tally);
  compareSanctions(a, b, tally);
  compareStages(a, b, termsOf(rules), tally);
  compareStepDates(a, b, termsOf(rules).lagDays, tally);
}

function comparePlaces(a: Facts, b: Facts, tally: Tally): void {
  const shared = [...a.regencies].filter((code) => b.regencies.has(code)).sort();
  if (shared.length > 0) {
    tally.add('same_regency', () => `same regency ${shared.join(', ')}`);
    return;
  }
  const [placesA, placesB] = [placesOf(a), placesOf(b)];
  if (placesA.length === 0 || placesB.length === 0) return;
  const provinces = new Set(placesB.map((code) => code.slice(0, 2)));
  const province = placesA.map((code) => code.slice(0, 2)).find((code) => provinces.has(code));
  if (province === undefined || (a.regencies.size > 0 && b.regencies.size > 0)) {
    tally.forbid(`another place: ${placesA.join(', ')} against ${placesB.join(', ')}`);
    return;
  }
  const whole = a.regencies.size + b.regencies.size === 0 && a.input.report.type === 'measure';
  tally.add(whole ? 'whole_province' : 'same_province', () => `same province ${province}`);
}

const placesOf = (facts: Facts): string[] => [...facts.regencies, ...facts.provinces].sort();

// Districts and villages; a village lies in its district.
function compareScenes(a: Facts, b: Facts, tally: Tally): void {
  const [left, right] = [[...a.scenes], [...b.scenes]];
  if (left.length === 0 || right.length === 0) return;
  const shared = left.find((one) => right.some((other) => one.startsWith(other) || other.startsWith(one)));
  if (shared !== undefined) tally.add('same_scene', () => `same scene ${shared}`);
  else tally.add('other_scene', () => `scene ${left.sort().join(', ')} against ${right.sort().join(', ')}`);
}

function compareLetters(a: Facts, b: Facts, tally: Tally): boolean {
  for (const left of a.letters) {
    for (const right of b.letters) {
      if (!sameLetter(left, right)) continue;
      tally.add('same_letter', () => `same letter number "${left}"`);
      return true;
    }
  }
  return false;
}

// A rare word in both headlines: "crane", "konser".
function compareTitles(a: Facts, b: Facts, tally: Tally): void {
  if (a.title === b.title) return;
  const shared = [...a.titleWords].filter((word) => b.titleWords.has(word)).sort();
  shared.forEach((word, at) => {
    if (at === 0) tally.add('same_word', () => `both headlines say "${word}"`);
    else if (at <= 2) tally.add('further_word', () => `both headlines say "${word}"`);
  });
}

function compareViolations(a: Facts, b: Facts, kin: string[][], tally: Tally): void {
  const [left, right] = [a.named, b.named];
  const shared = left.filter((code) => right.includes(code));
  shared.forEach((code, at) => {
    if (at === 0) tally.add('same_violation', () => `both ${code}`);
    else if (at <= 2) tally.add('further_violation', () => `both ${code}`);
  });
  if (shared.length === 0 && left.length > 0 && right.length > 0) {
    const words = (): string => `${left.join(', ')} against ${right.join(', ')}`;
    const areKin = kin.some(
      (acts) => left.some((code) => acts.includes(code)) && right.some((code) => acts.includes(code)),
    );
    if (areKin) tally.add('kin_violation', () => `reason differs a little: ${words()}`);
    else if (tally.agreesOnPeople) tally.add('other_violation', () => `reason differs: ${words()}`);
    else tally.add('other_act', () => `reason differs, and no name agrees: ${words()}`);
  }
}

function compareSanctions(a: Facts, b: Facts, tally: Tally): void {
  const shared = [...a.sanctions].find((text) => b.sanctions.has(text));
  if (shared !== undefined) tally.add('same_sanction', () => `same sanction "${shared}"`);
  const numeral = [...a.numerals].find((one) => b.numerals.has(one));
  if (numeral !== undefined) tally.add('same_numeral', () => `both print ${numeral}`);
}

// A later article may lag a step behind; a month later it rather tells of something else.
function compareStages(a: Facts, b: Facts, { lagDays, unproven, proven }: LinkingTerms, tally: Tally): void {
  if (a.stage < 0 || b.stage < 0) return;
  if (a.stage === b.stage) {
    tally.add('same_stage', () => `both ${StageCode.options[a.stage] ?? ''}`);
    return;
  }
  if (a.published === null || b.published === null || a.historical || b.historical) return;
  const [first, second] = a.published <= b.published ? [a, b] : [b, a];
  const days = (second.published ?? 0) - (first.published ?? 0);
  const stages = [a, b].map(({ stage }) => StageCode.options[stage]);
  const has = (list: readonly string[]): boolean =>
    stages.some((stage) => stage !== undefined && list.includes(stage));
  if (days <= lagDays && has(unproven) && has(proven))
    tally.add('cleared_or_not', () => stages.join(' against '));
  if (days > lagDays && second.stage < first.stage) {
    tally.add('stage_back', () => `${days} days later, yet only ${StageCode.options[second.stage] ?? ''}`);
  }
}

// The same step on two exact days more than a month apart is two happenings, or a misprint.
function compareStepDates(a: Facts, b: Facts, lagDays: number, tally: Tally): void {
  for (const left of a.exact) {
    for (const right of b.exact) {
      if (left.value !== right.value || Math.abs(left.day - right.day) <= lagDays) continue;
      tally.add('other_step_date', () => `${left.value} on two days far apart`);
      return;
    }
  }
}

function compareTime(a: Facts, b: Facts, letter: boolean, rules: LinkingRules, tally: Tally): void {
  const [left, right] = [timeOf(a), timeOf(b)];
  if (left === null || right === null) return;
  const { days, open } = gapBetween(left, right);
  if (days > rules.windowDays && !letter) tally.forbid(`${days} days apart`);
  if (days <= termsOf(rules).nearDays) tally.add('near', () => `${days} days apart`);
  else tally.add('month_apart', () => `${days} days apart`, (days / MONTH) * (open ? 0.5 : 1));
}

const timeOf = (facts: Facts) =>
  facts.days ??
  (facts.published === null ? null : { from: facts.published, to: facts.published, open: true });
