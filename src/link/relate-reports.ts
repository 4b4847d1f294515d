/** Two linked reports -> what the later is to the earlier: the same, the next step of the case, or a contradiction (codebook 9-E). */
import { StageCode } from '../model/codes.js';
import type { LinkingTerms } from '../model/linking-rules.js';
import type { Link } from '../model/incident.js';
import { dayNumber } from './measure-time.js';
import type { Facts } from './report-facts.js';

export interface Related {
  relation: Extract<Link['relation'], 'same' | 'follow_up' | 'contradicts'>;
  /** What both cannot have right, or what went further. */
  reasons: string[];
}

/** What a report is to the earlier one it was linked to. */
export function relateReports(earlier: Facts, later: Facts, terms: LinkingTerms): Related {
  const against = [
    ...denials(earlier, later),
    ...denials(later, earlier),
    ...otherDates(earlier, later),
    ...otherOutcome(earlier, later, terms),
    ...otherCount(earlier, later),
  ];
  if (against.length > 0) return { relation: 'contradicts', reasons: against };
  const further = goesFurther(earlier, later);
  if (further !== null) return { relation: 'follow_up', reasons: [further] };
  return { relation: 'same', reasons: [] };
}

// One tells a step as done that the other says did not happen; "not yet" is none once time has passed.
function denials(one: Facts, other: Facts): string[] {
  const day = (facts: Facts): number => facts.published ?? 0;
  return one.input.report.steps.flatMap(({ value, reality }) => {
    const isDenied = reality === 'denied' || (reality === 'absent' && day(one) >= day(other));
    const told = other.input.report.steps.some((step) => step.value === value && step.reality === 'realised');
    return isDenied && told ? [`contradicts: ${value} ${reality} against realised`] : [];
  });
}

function otherDates(a: Facts, b: Facts): string[] {
  const dated = (facts: Facts) =>
    facts.input.report.steps.flatMap(({ value, reality, date }) => {
      const day = reality === 'realised' && date?.precision === 'day' ? dayNumber(date.value) : null;
      return day === null ? [] : [{ value, day, date: date?.value ?? '' }];
    });
  return dated(a).flatMap((left) =>
    dated(b)
      .filter((right) => right.value === left.value && right.day !== left.day)
      .map((right) => `contradicts: ${left.value} on ${left.date} against ${right.date}`),
  );
}

function otherOutcome(earlier: Facts, later: Facts, { unproven, proven, lagDays }: LinkingTerms): string[] {
  const [first, second] = [stageOf(earlier), stageOf(later)];
  if (first === null || second === null) return [];
  const apart = (later.published ?? 0) - (earlier.published ?? 0) > lagDays;
  const opposite = (one: string, other: string): boolean =>
    (unproven as string[]).includes(one) && (proven as string[]).includes(other);
  const both = opposite(first, second) || opposite(second, first);
  return both && !apart ? [`contradicts: ${first} against ${second}`] : [];
}

// Later articles may tell of more people: only the same step told of another number is a contradiction.
function otherCount(a: Facts, b: Facts): string[] {
  if (a.count === null || b.count === null || a.count === b.count || a.stage !== b.stage) return [];
  return [`contradicts: ${a.count} against ${b.count} subjects`];
}

function goesFurther(earlier: Facts, later: Facts): string | null {
  if (earlier.published === null || later.published === null) return null;
  if (later.published < earlier.published) return null;
  const [first, second] = [stageOf(earlier), stageOf(later)];
  if (first !== null && second !== null)
    return later.stage > earlier.stage ? `${second} after ${first}` : null;
  const fresh = [...later.steps].filter((step) => !earlier.steps.has(step)).sort();
  const awaited = fresh.find((step) => earlier.input.report.steps.some(({ value }) => value === step));
  return awaited === undefined ? null : `${awaited}, which was to come`;
}

const stageOf = ({ stage }: Facts): StageCode | null => StageCode.options[stage] ?? null;
