/** Pair signs: what of two measures told in one article is weighed to know whether one report tells both (ruling 11.20). */
import type { Entity } from './entity.js';
import { FACT, factSign, factsBy, factsByTwo, howShared, type TakeFact } from './fact-signs.js';
import { familyOfIssuer, issuerOf } from './issuers.js';
import type { Mark, Passage } from './passage.js';
import type { Regions } from './regions.js';
import type { StepTelling } from './steps.js';
import { openingRoot, takeRoots, type TakeSign } from './root-signs.js';

/** What pairs of measures are weighed in. */
export interface PairStage {
  body: Passage;
  people: readonly Entity[];
  /** The measures that are told, in the order of the text. */
  measures: readonly StepTelling[];
  regions: Regions;
}

/** A measure with whose it is. */
interface Issued {
  telling: StepTelling;
  issuer: Entity | Mark | null;
  family: string;
  paragraph: number;
  /** Printed dates of its sentence. */
  dates: string;
  /** Bodies told of in its sentence and the one before, and regencies in its sentence. */
  bodies: ReadonlySet<string>;
  regencies: ReadonlySet<number>;
}

/** Gives what hands over the signs of two measures of a stage by their numbers, the one told first first; some more than once. */
export function pairSigner(stage: PairStage): (one: number, other: number, take: TakeSign) => void {
  const { body, people, measures, regions } = stage;
  const issued = measures.map((telling): Issued => {
    const { sentence } = telling.mark;
    const { sentences, dates } = body.analysed;
    const { start, end, paragraph } = sentences[sentence] ?? { start: 0, end: 0, paragraph: 0 };
    const issuer = issuerOf(telling, body, people);
    return {
      telling,
      issuer,
      family: familyOfIssuer(issuer, body) ?? 'none',
      paragraph,
      dates: dates
        .flatMap((date) => (date.start >= start && date.end <= end ? [date.value ?? '?'] : []))
        .join(),
      bodies: bodiesAround(body, sentence),
      regencies: regions.get(sentence) ?? new Set(),
    };
  });
  const families = new Set(issued.map(({ family }) => family));
  return (one, other, take) => {
    const [a, b] = [issued[one], issued[other]];
    if (a === undefined || b === undefined) return;
    const fact: TakeFact = ({ hash, name }) => take(hash, FACT, name);
    fact(FAMILIES(Math.min(4, families.size)));
    fact(MEASURES(Math.min(6, measures.length)));
    takeKinds(a.telling, b.telling, fact);
    takeIssuers(a, b, fact);
    takeDistance(a, b, other - one, fact);
    takeTurn(a, b, stage, fact);
    takeRoots(body, b.telling.mark, take);
  };
}

const FAMILIES = factsBy((count: number) => `families:${count}`);
const MEASURES = factsBy((count: number) => `measures:${count}`);

const CODES = factsByTwo((one: string, other: string) => `codes:${one}:${other}`);
const SAME_CODE = factsBy((code: string) => `same-code:${code}`);
const REALITIES = factsByTwo((one: string, other: string) => `realities:${one}:${other}`);
const TIMED = factsByTwo((codes: string, realities: string) => `timed:${codes}:${realities}`);
const FIRST = factsByTwo((code: string, reality: string) => `first:${code}:${reality}`);
const SECOND = factsByTwo((code: string, reality: string) => `second:${code}:${reality}`);

/** Which measures they are, and how real. */
function takeKinds(a: StepTelling, b: StepTelling, fact: TakeFact): void {
  fact(CODES(a.code, b.code));
  if (a.code === b.code) fact(SAME_CODE(a.code));
  fact(REALITIES(a.reality, b.reality));
  fact(TIMED(a.code === b.code ? 'same' : 'other', `${a.reality}:${b.reality}`));
  fact(FIRST(a.code, b.reality));
  fact(SECOND(b.code, b.reality));
}

const ISSUERS = factsByTwo((one: string, other: string) => `issuers:${one}:${other}`);
const WHO = factsBy((how: string) => `who:${how}`);
const WHO_CODES = factsByTwo((how: string, code: string) => `who:${how}:${code}`);
const SPEAKERS = factsBy((how: string) => `speakers:${how}`);

/** Whose they are, and who tells them. */
function takeIssuers(a: Issued, b: Issued, fact: TakeFact): void {
  fact(ISSUERS(a.family, b.family));
  const who = howAlike(a.issuer, b.issuer, a.family === b.family);
  fact(WHO(who));
  fact(WHO_CODES(who, b.telling.code));
  fact(SPEAKERS(howAlike(a.telling.speaker, b.telling.speaker, false)));
}

function howAlike(one: Entity | Mark | null, other: Entity | Mark | null, isFamily: boolean): string {
  if (one === null || other === null) return one === other ? 'unknown' : 'half-known';
  if (one === other) return 'same';
  return isFamily ? 'family' : 'other';
}

const APART = factsBy((sentences: number) => `apart:${sentences}`);
const APART_WHO = factsByTwo((sentences: number, who: string) => `apart:${sentences}:${who}`);
const PARAGRAPHS = factsBy((count: number) => `paragraphs:${count}`);
const BETWEEN = factsBy((count: number) => `between:${count}`);
const DATES = factsBy((how: string) => `dates:${how}`);
const ONE_CLAUSE = factSign('one-clause');
const FEW = 6; // words between measures of one breath

/** How far apart they are told, and whether each has a day of its own. */
function takeDistance(a: Issued, b: Issued, between: number, fact: TakeFact): void {
  const sentences = Math.min(6, b.telling.mark.sentence - a.telling.mark.sentence);
  fact(APART(sentences));
  fact(APART_WHO(sentences, howAlike(a.issuer, b.issuer, a.family === b.family)));
  fact(PARAGRAPHS(Math.min(4, b.paragraph - a.paragraph)));
  fact(BETWEEN(Math.min(5, between)));
  fact(
    DATES(
      a.dates === ''
        ? b.dates === ''
          ? 'none'
          : 'second'
        : b.dates === ''
          ? 'first'
          : a.dates === b.dates
            ? 'same'
            : 'other',
    ),
  );
  if (sentences === 0 && b.telling.mark.first - a.telling.mark.last <= FEW) fact(ONE_CLAUSE);
}

const BODIES = factsBy((how: string) => `bodies:${how}`);
const REGENCIES = factsBy((how: string) => `regencies:${how}`);
const NEWCOMERS = factsBy((count: number) => `newcomers:${count}`);

/** Whether the text has turned to somebody or somewhere else between both. */
function takeTurn(a: Issued, b: Issued, { body, people }: PairStage, fact: TakeFact): void {
  fact(BODIES(whetherShared(a.bodies, b.bodies)));
  fact(REGENCIES(whetherShared(a.regencies, b.regencies)));
  const [from, to] = [a.telling.mark.sentence, b.telling.mark.sentence];
  const newcomers = people.filter(({ name, tellings }) => {
    const first = tellings[0]?.sentence ?? -1;
    return name !== null && first > from && first <= to + 1;
  });
  fact(NEWCOMERS(Math.min(3, newcomers.length)));
  if (from === to) return;
  const root = openingRoot(body, to);
  // Of words there is no end: these signs are not kept.
  if (root !== null) fact(factSign(`opens:${root}:${b.paragraph > a.paragraph ? 'apart' : 'on'}`));
}

function whetherShared<One>(one: ReadonlySet<One>, other: ReadonlySet<One>): string {
  const how = howShared(one, other);
  return how === 'some' || how === 'all' ? 'shared' : how;
}

function bodiesAround({ bySentence }: Passage, sentence: number): Set<string> {
  const row = [...(bySentence[sentence - 1] ?? []), ...(bySentence[sentence] ?? [])];
  return new Set(row.flatMap(({ kind, code }) => (kind === 'institution' ? [code] : [])));
}
