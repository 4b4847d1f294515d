/** Two measures -> whether the same actor took the same kind of step at the same time (codebook 9-E14, ruling 11.20). */
import type { LinkingTerms } from '../model/linking-rules.js';
import { compareHolders, namesOf, pairUp } from './compare-people.js';
import { gapBetween } from './measure-time.js';
import { type Facts, sameLetter } from './report-facts.js';
import type { Tally } from './tally.js';

/** Adds what speaks for one measure; forbids another actor, another kind of step, another letter, another time. */
export function compareMeasures(
  a: Facts,
  b: Facts,
  letter: boolean,
  terms: LinkingTerms,
  tally: Tally,
): void {
  const steps = sharedSteps(a, b);
  const lasting = steps.some((step) => (terms.lasting as string[]).includes(step));
  if (steps.length === 0 && !letter) tally.forbid('no step in common');
  if (!letter && lettersDiffer(a, b)) tally.forbid('another letter number');
  steps.forEach((step, at) => {
    if (at === 0) tally.add('same_step', () => `both ${step}`);
    else if (at <= 2) tally.add('further_step', () => `both ${step}`);
  });
  compareActors(a, b, letter, lasting || letter, terms, tally);
  compareStepDays(a, b, steps, terms, tally);
  compareDays(a, b, letter, lasting, terms, tally);
  if (isPlaceless(a) && isPlaceless(b)) tally.add('both_placeless', () => 'neither names a place');
}

// A hotline that is to be opened and one that was opened are one (codebook E12).
function sharedSteps(a: Facts, b: Facts): string[] {
  const all = (facts: Facts): Set<string> => new Set([...facts.steps, ...facts.awaited]);
  const [left, right] = [all(a), all(b)];
  return [...left].filter((step) => right.has(step) && (a.steps.has(step) || b.steps.has(step))).sort();
}

function lettersDiffer(a: Facts, b: Facts): boolean {
  if (a.letters.size === 0 || b.letters.size === 0) return false;
  return ![...a.letters].some((left) => [...b.letters].some((right) => sameLetter(left, right)));
}

// Two circulars of one government, each with its day.
function compareStepDays(a: Facts, b: Facts, steps: string[], terms: LinkingTerms, tally: Tally): void {
  const dayOf = (facts: Facts, step: string) => facts.exact.find(({ value }) => value === step)?.day ?? null;
  const parted = steps.find((step) => {
    const [left, right] = [dayOf(a, step), dayOf(b, step)];
    return left !== null && right !== null && Math.abs(left - right) > terms.measureDays;
  });
  if (parted !== undefined) tally.add('other_measure_date', () => `${parted} on two days`);
}

// For a lasting measure any office of the same government may speak; a spoken one needs the same speaker.
function compareActors(
  a: Facts,
  b: Facts,
  letter: boolean,
  lasting: boolean,
  terms: LinkingTerms,
  tally: Tally,
): void {
  const [left, right] = [namesOf(a), namesOf(b)];
  const pair = pairUp(left, right).find(({ match }) => match === 'same');
  if (pair !== undefined) {
    tally.add('same_actor', () => `${pair.left.printed} acts in both`);
    return;
  }
  compareHolders(a, b, tally);
  const placeless = isPlaceless(a) || isPlaceless(b);
  const bothNamed = left.length > 0 && right.length > 0;
  const family = sharedFamily(a, b, terms);
  if (family !== null && !placeless && (lasting || !bothNamed)) {
    tally.add('same_actor_family', () => `${family} acts in both`);
    return;
  }
  const bothTold = a.authorities.length > 0 && b.authorities.length > 0;
  if (!letter && (!lasting || bothTold)) tally.forbid('another actor');
}

const isPlaceless = (facts: Facts): boolean => facts.regencies.size + facts.provinces.size === 0;

function sharedFamily(a: Facts, b: Facts, terms: LinkingTerms): string | null {
  const families = Object.keys(terms.actors).sort();
  return families.find((family) => isIn(a, family, terms) && isIn(b, family, terms)) ?? null;
}

const isIn = (facts: Facts, family: string, terms: LinkingTerms): boolean =>
  facts.authorities.some(({ institution }) =>
    Boolean(institution !== null && (terms.actors[family] as string[] | undefined)?.includes(institution)),
  );

function compareDays(
  a: Facts,
  b: Facts,
  letter: boolean,
  lasting: boolean,
  terms: LinkingTerms,
  tally: Tally,
): void {
  const most = lasting ? terms.lastingDays : terms.measureDays;
  const [left, right] = [a.days ?? published(a), b.days ?? published(b)];
  if (left === null || right === null) return;
  const { days } = gapBetween(left, right);
  if (days > most && !letter) tally.forbid(`${days} days apart`);
  const exact = isExact(a) && isExact(b);
  if (days === 0 && left.to - left.from + (right.to - right.from) === 0)
    tally.add('same_day', () => 'same day');
  else if (days <= Math.min(most, terms.nearDays) && !(exact && days > terms.measureDays))
    tally.add('near', () => `${days} days apart`);
}

// Two days that articles give for what was done, more than a day or two apart, do not speak for one measure.
const isExact = ({ input }: Facts): boolean =>
  input.report.date?.precision === 'day' &&
  (input.report.date.basis === 'stage' || input.report.date.basis === 'act');

const published = (facts: Facts) =>
  facts.published === null ? null : { from: facts.published, to: facts.published, open: true };
