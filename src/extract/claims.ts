/** Claims: published statistics quoted in an article, with agency, stage, unit and date; never cases (rulings 11.15, 11.36). */
import { ON_OTHERS } from './parts-in-acts.js';
import { createHash } from 'node:crypto';
import type { ClaimStage, ClaimUnit } from '../model/codes.js';
import type { Claim } from '../model/report.js';
import { firstAgency, type ClaimFrame } from './claim-frames.js';
import { breakdownOf, claimStage, stepBeside, type Neighbourhood } from './claim-parts.js';
import { indexBySentence, type ClaimSource, type Indexed } from './claim-source.js';
import { addUp } from './claim-sums.js';
import { isOfRegions, unitOf } from './claim-units.js';
import { claimWeigher, numbersTold } from './weigh-claims.js';
import type { NumberTold } from './claim-signs.js';
import { evidenceOf, type Mark, type Passage } from './passage.js';
import { inferred, stated } from './why.js';

/** A claim, and where it stands among the others. */
interface Found {
  claim: Claim;
  sentence: number;
  /** It opens a count; what follows takes unit and stage from it. */
  anchor: boolean;
  /** Nothing but its place in a list speaks for it: said once more, it is a sum being done. */
  bare: boolean;
}

/** A count of persons below this may be the people of a case. */
const LEAST_PEOPLE = 10;
/** A count of persons from this on is no case, unless somebody is named. */
const SURELY_MANY = 20;
const LEAST_CASES = 5;
/** Sentences without a number after which a count no longer goes on. */
const MOST_SILENT = 6;

/** Finds the claims of an article: counts with a unit, and the parts that its sentences go on to list. */
export function findClaims(article: ClaimSource): Claim[] {
  const source = indexBySentence(article);
  const { title, body, grammar } = source;
  const agency = firstAgency(body, grammar);
  const inTitle = readPassage(source, title, { agency, asOf: null }, null);
  const inBody = readPassage(source, body, { agency, asOf: null }, inTitle[0] ?? null);
  const asOf = inBody.find(({ claim }) => claim.asOf !== null)?.claim.asOf ?? null;
  // What the title counts is told again in the body; where it is not, the title speaks for itself.
  const told = new Set(inBody.map(({ claim }) => claim.value));
  const missing = inTitle.filter(({ claim }) => !told.has(claim.value));
  for (const { claim } of missing) claim.asOf ??= asOf;
  return addUp(unique([...missing, ...inBody].map(({ claim }) => claim)));
}

function unique(claims: readonly Claim[]): Claim[] {
  const seen = new Set<string>();
  return claims.filter(({ agency, stage, value, breakdown, asOf }) => {
    const key = [agency, stage, value, breakdown, asOf?.slice(0, 4)].join('\n');
    return seen.size < seen.add(key).size;
  });
}

function readPassage(source: Indexed, passage: Passage, start: ClaimFrame, opened: Found | null): Found[] {
  const found: Found[] = [];
  const values = new Set<number>();
  const oddsOf = claimWeigher(source, passage);
  let open = opened;
  let spoken = -1;
  for (const told of numbersTold(source, passage, start)) {
    const { around, frame, sentence } = told;
    const odds = oddsOf(told);
    if (isOfRegions(passage, around.row, around.number)) continue;
    if (open !== null && open !== opened && sentence - spoken > MOST_SILENT) open = null;
    const ruled =
      readAnchor(source, around, frame, sentence) ?? readPart(source, around, frame, sentence, open);
    const one = ruled === null && odds >= LIKELY ? readWeighed(source, told, open) : ruled;
    if (one === null || odds < UNLIKELY || (one.bare && values.has(one.claim.value))) continue;
    found.push(one);
    values.add(one.claim.value);
    spoken = sentence;
    if (opens(one, open)) open = one;
  }
  return found;
}

/** Log odds from which a number is a claim that no rule finds, and under which one that rules find is none. */
const LIKELY = 1;
const UNLIKELY = -1;

/** A number that is a claim by all that stands around it: of the count that is open, or of one that it opens. */
function readWeighed(
  source: Indexed,
  { around, frame, sentence }: NumberTold,
  open: Found | null,
): Found | null {
  const agency = frame.agency ?? open?.claim.agency ?? null;
  const counted = unitOf(around);
  const unit = counted?.unit ?? open?.claim.unit;
  if (agency === null || unit === undefined) return null;
  const step = stepBeside(around);
  const isPart = open !== null && valueOf(around) <= open.claim.value;
  const places = source.placesIn.get(around.passage)?.get(sentence) ?? [];
  const breakdown = isPart ? breakdownOf(around, places, source.grammar) : null;
  const claim = asClaim(
    source.articleId,
    around,
    { agency, asOf: frame.asOf ?? open?.claim.asOf ?? null },
    {
      unit,
      stage:
        (breakdown === null && step !== null ? claimStage(step.code) : null) ??
        open?.claim.stage ??
        'reported',
      breakdown,
      last: counted?.mark.last ?? around.number.last,
    },
  );
  const why = inferred('weights/claims', ...claim.evidence);
  return { claim: { ...claim, ...why }, sentence, anchor: counted !== null && !isPart, bare: true };
}

/** A new count takes over where another body counts, or where it is greater than the one before, or of another time. */
const opens = ({ claim, anchor }: Found, open: Found | null): boolean =>
  anchor &&
  (open === null ||
    claim.agency !== open.claim.agency ||
    claim.value > open.claim.value ||
    claim.asOf?.slice(0, 4) !== open.claim.asOf?.slice(0, 4));

/** A number with a unit that an agency counts. People count only beside what was done with them; cases of neutrality always. */
function readAnchor(
  source: Indexed,
  around: Neighbourhood,
  frame: ClaimFrame,
  sentence: number,
): Found | null {
  const { row } = around;
  const counted = unitOf(around);
  if (counted === null || frame.agency === null) return null;
  const value = valueOf(around);
  const step = stepBeside(around);
  if (counted.people) {
    if (step === null || isMeasure(row) || value < LEAST_PEOPLE) return null;
    if (step.code === 'statistic' && !row.some(isOfNeutrality)) return null;
    if (isOfAccused(source, around, sentence)) return null;
  } else if (value < LEAST_CASES || !isAbout(row, source.title)) return null;
  const stage = (step === null ? null : claimStage(step.code)) ?? 'reported';
  const claim = asClaim(source.articleId, around, frame, {
    unit: counted.unit,
    stage,
    breakdown: null,
    last: counted.mark.last,
  });
  return { claim, sentence, anchor: true, bare: false };
}

const valueOf = ({ number }: Neighbourhood): number => number.value ?? number.min;

const isOfNeutrality = (mark: Mark): boolean =>
  (mark.kind === 'topic' && mark.code === 'neutrality') || mark.kind === 'violation';

/** Words of neutrality, of acts or of steps, in the sentence or in the headline. */
const isAbout = (row: readonly Mark[], title: Passage): boolean =>
  [row, title.marks].some((marks) => marks.some((mark) => isOfNeutrality(mark) || mark.kind === 'subject'));

/** Those who took an oath, listened or were warned are addressed, not counted. */
const MEASURES = new Set([
  'pledge',
  'peace_declaration',
  'outreach',
  'flag_assembly',
  'appeal',
  'directive',
  'monitoring',
  'task_force_formed',
  'partnership',
]);
const isMeasure = (row: readonly Mark[]): boolean =>
  row.some((mark) => mark.kind === 'step' && MEASURES.has(mark.code));

/** Whether a number is that of people accused in a case, or called together in an act. Great unnamed numbers are statistics all the same. */
function isOfAccused(
  { accusedIn, body }: Indexed,
  { passage, number, row }: Neighbourhood,
  sentence: number,
): boolean {
  if (row.some((mark) => ON_OTHERS.has(mark.code) && mark.first < number.first && number.last <= mark.last))
    return true;
  if (passage !== body) return false;
  const many =
    (number.value ?? number.min) >= SURELY_MANY ||
    row.some((mark) => mark.kind === 'modality' && mark.code === 'statistical');
  return (accusedIn.get(sentence) ?? []).some(
    ({ entity, telling }) =>
      telling.first <= number.last + 2 && telling.last > number.first && (entity.name !== null || !many),
  );
}

/** A number that goes on with an open count: with its own step, region or form of act, or between others that have one. */
function readPart(
  source: Indexed,
  around: Neighbourhood,
  frame: ClaimFrame,
  sentence: number,
  open: Found | null,
): Found | null {
  if (open === null || isMeasure(around.row)) return null;
  const value = valueOf(around);
  const past = frame.asOf !== null && frame.asOf.length === 4;
  const counted = unitOf(around);
  const breakdown = breakdownOf(
    around,
    source.placesIn.get(around.passage)?.get(sentence) ?? [],
    source.grammar,
  );
  const step = stepBeside(around);
  const takes = counted?.people === true && value >= LEAST_PEOPLE && frame.agency !== open.claim.agency;
  if (value > open.claim.value && !past && !takes) return null;
  if (breakdown === null && step === null && !past && !takes && !(around.listed && value >= LEAST_CASES))
    return null;
  // Few people with a step of their own are a case, wherever they stand.
  if (counted?.people === true && value < LEAST_PEOPLE && breakdown === null) return null;
  if (isOfAccused(source, around, sentence)) return null;
  const claim = asClaim(
    source.articleId,
    around,
    { agency: frame.agency ?? open.claim.agency, asOf: frame.asOf ?? open.claim.asOf },
    {
      unit: counted?.unit ?? open.claim.unit,
      stage: (breakdown === null && step !== null ? claimStage(step.code) : null) ?? open.claim.stage,
      breakdown,
      last: counted?.mark.last ?? around.number.last,
    },
  );
  return {
    claim: { ...claim, ...inferred('claim/part-of-count', ...claim.evidence) },
    sentence,
    anchor: takes,
    bare: breakdown === null && step === null,
  };
}

function asClaim(
  articleId: string,
  around: Neighbourhood,
  { agency, asOf }: ClaimFrame,
  parts: { unit: ClaimUnit; stage: ClaimStage; breakdown: string | null; last: number },
): Claim {
  const { passage, number } = around;
  const stretch = evidenceOf(passage, number.first, Math.max(number.last, parts.last));
  const anchor = `${articleId}\n${passage.in}\n${stretch.start}`;
  return {
    id: `c_${createHash('sha256').update(anchor).digest('hex').slice(0, 20)}`,
    agency,
    stage: parts.stage,
    unit: parts.unit,
    value: number.value ?? number.min,
    approx: number.approx,
    asOf,
    breakdown: parts.breakdown,
    addsUp: null,
    ...stated('claim/number-unit-step', stretch),
  };
}
