/** Telling signs: what of one telling of a step is weighed to know whether a case or a measure of the article has that step. */
import { presentIn, type Present } from './present.js';
import { bestStatus, type Entity } from './entity.js';
import { FACT, bounded, factSign, factsBy, factsByTwo, type TakeFact } from './fact-signs.js';
import { issuerOf } from './issuers.js';
import { mayBe, oddsOf } from './mark-odds.js';
import { quoteAt } from './modality.js';
import { marksNear } from './near-marks.js';
import { isOfOthers } from './others-steps.js';
import type { Mark, Passage } from './passage.js';
import { isPremise } from './premises.js';
import { isAboutNeutrality } from './relevance.js';
import type { StepTelling } from './steps.js';
import { takeRoots, type TakeSign } from './root-signs.js';
import { likelihoodIn, type Story } from './weigh-story.js';
import type { Chances } from './weigh-article.js';
import { MEASURES } from './step-kinds.js';

/** What tellings of steps are weighed in. */
export interface TellingStage {
  title: Passage;
  body: Passage;
  people: readonly Entity[];
  accused: readonly Entity[];
  /** All steps that may be told, by patterns or by the words of a sentence together. */
  steps: readonly StepTelling[];
  chances: Chances | null;
  story: Story;
  /** Steps that rules gave to cases; none before there are cases. */
  had: ReadonlySet<Mark>;
}

/** All tellings of one kind of step: the first, how many there are, and their realities. */
interface OfCode {
  first: StepTelling;
  count: number;
  realities: Set<string>;
}

/** What of a stage is the same for all that are weighed in it. */
interface Surroundings extends TellingStage {
  byCode: ReadonlyMap<string, OfCode>;
  titleCodes: ReadonlySet<string>;
  sentences: number;
  /** Who is told of in a sentence. */
  presentAt: (sentence: number) => readonly Present[];
}

/** Gives what hands over the signs of one telling of a stage; some more than once. */
export function tellingSigner(stage: TellingStage): (telling: StepTelling, take: TakeSign) => void {
  const byCode = new Map<string, OfCode>();
  for (const step of stage.steps) {
    const known = byCode.get(step.code) ?? { first: step, count: 0, realities: new Set<string>() };
    known.count += 1;
    known.realities.add(step.reality);
    byCode.set(step.code, known);
  }
  const surroundings: Surroundings = {
    ...stage,
    byCode,
    titleCodes: new Set(stage.title.marks.filter((mark) => mayBe(mark, 'step')).map(({ code }) => code)),
    sentences: stage.body.analysed.sentences.length,
    presentAt: rememberPresent(stage.people),
  };
  return (telling, take) => {
    const fact: TakeFact = ({ hash, name }) => take(hash, FACT, name);
    takeKind(telling, fact);
    if (stage.had.has(telling.mark)) fact(HAD);
    takePlace(surroundings, telling, fact);
    takeWho(surroundings, telling, fact);
    takeRow(surroundings, telling, fact);
    takeRoots(telling.passage, telling.mark, take);
  };
}

/** Who is told of in a sentence, looked for once for all steps that it tells. */
function rememberPresent(people: readonly Entity[]): (sentence: number) => readonly Present[] {
  const known = new Map<number, readonly Present[]>();
  return (sentence) => {
    let present = known.get(sentence);
    if (present === undefined) known.set(sentence, (present = presentIn(people, sentence)));
    return present;
  };
}

const HAD = factSign('had');

const CODE = factsBy((code: string) => `code:${code}`);
const REALITY = factsBy((reality: string) => `reality:${reality}`);
const CODE_REALITY = factsByTwo((code: string, reality: string) => `code:${code}:${reality}`);
const RULE = factsBy((rule: string) => `rule:${rule}`);
const CODE_VOICE = factsByTwo((code: string, voice: string) => `code:${code}:${voice}`);
const ODDS = factsBy((odds: number) => `odds:${odds}`);
const CODE_ODDS = factsByTwo((code: string, odds: number) => `code:${code}:odds:${odds}`);
const CUE = factsBy((rule: string) => `cue:${rule}`);
const WEIGHED = factSign('weighed');
const PATTERN = factSign('pattern');

const NONE = -5; // log odds of what only a pattern tells

/** Which step it is, by which rule, how real and how sure. */
function takeKind({ code, reality, mark }: StepTelling, fact: TakeFact): void {
  fact(CODE(code));
  fact(REALITY(reality));
  fact(CODE_REALITY(code, reality));
  fact(RULE(mark.rule));
  fact(CODE_VOICE(code, mark.voice ?? ''));
  const odds = bounded(oddsOf(mark, NONE), 5);
  fact(ODDS(odds));
  fact(CODE_ODDS(code, odds));
  fact(mark.kind === 'weighed' ? WEIGHED : PATTERN);
  if (mark.cue !== null) fact(CUE(mark.cue.rule));
}

const CASE = factsByTwo((sort: string, chance: number) => `${sort}:case:${chance}`);
const MEASURE = factsByTwo((sort: string, chance: number) => `${sort}:measure:${chance}`);
const STORY = factsByTwo((sort: string, halves: number) => `${sort}:story:${halves}`);
const STORY_REALITY = factsByTwo((halves: number, reality: string) => `story:${halves}:${reality}`);
const SENTENCE = factsBy((sentence: number) => `sentence:${sentence}`);
const FROM_END = factsBy((sentence: number) => `from-end:${sentence}`);
const CLOSING = factsBy((code: string) => `closing:${code}`);
const SAME = factsBy((count: number) => `same:${count}`);
const FIRST_OF_CODE = factSign('first-of-code');
const OTHER_REALITY = factsByTwo((reality: string, other: string) => `reality:${reality}:beside:${other}`);
const HEADLINE = factSign('headline');
const CODES = factsBy((count: number) => `codes:${count}`);
const FIFTHS = 5;

/** Where in the article it is told, and what the article is. */
function takePlace(
  { chances, story, byCode, titleCodes, sentences }: Surroundings,
  telling: StepTelling,
  fact: TakeFact,
): void {
  const { code, reality, mark } = telling;
  const sort = MEASURES.has(code) ? 'm' : 'c';
  if (chances !== null) {
    fact(CASE(sort, Math.round(FIFTHS * chances.case)));
    fact(MEASURE(sort, Math.round(FIFTHS * chances.measure)));
  }
  const likelihood = likelihoodIn(story, code);
  if (likelihood !== null) {
    fact(STORY(sort, likelihood));
    fact(STORY_REALITY(likelihood, reality));
  }
  fact(SENTENCE(Math.min(6, mark.sentence)));
  const fromEnd = sentences - 1 - mark.sentence;
  fact(FROM_END(Math.min(4, fromEnd)));
  if (fromEnd <= 1) fact(CLOSING(code));
  const same = byCode.get(code);
  fact(SAME(Math.min(4, same?.count ?? 0)));
  if (same?.first === telling) fact(FIRST_OF_CODE);
  for (const other of same?.realities ?? []) if (other !== reality) fact(OTHER_REALITY(reality, other));
  if (titleCodes.has(code)) fact(HEADLINE);
  fact(CODES(Math.min(8, byCode.size)));
}

const SPEAKER = factsBy((who: string) => `speaker:${who}`);
const ISSUER = factsByTwo((sort: string, who: string) => `${sort}:issuer:${who}`);
const ACCUSED_HERE = factsByTwo((sort: string, where: string) => `${sort}:accused:${where}`);
const ACCUSED = factsByTwo((sort: string, count: number) => `${sort}:accused:${count}`);
const PEOPLE = factsBy((who: string) => `people:${who}`);
const ATTRIBUTION = factsBy((code: string) => `attribution:${code}`);
const QUOTED = factSign('quoted');
const PREMISE = factSign('premise');
const OF_OTHERS = factSign('of-others');

/** Who says it, who does it, and whether the accused stand beside it. */
function takeWho(
  { people, accused, body, presentAt }: Surroundings,
  telling: StepTelling,
  fact: TakeFact,
): void {
  const { code, mark, speaker, passage, attribution } = telling;
  const sort = MEASURES.has(code) ? 'm' : 'c';
  fact(SPEAKER(speaker === null ? 'none' : accused.includes(speaker) ? 'accused' : whoIs(speaker)));
  const issuer = issuerOf(telling, passage, people);
  fact(ISSUER(sort, issuer === null ? 'none' : 'kind' in issuer ? `body:${issuer.code}` : whoIs(issuer)));
  fact(ATTRIBUTION(attribution));
  if (quoteAt(body, mark.start) >= 0) fact(QUOTED);
  fact(ACCUSED(sort, Math.min(3, accused.length)));
  let isNear = false;
  for (const { entity, telling: here } of presentAt(mark.sentence)) {
    if (!accused.includes(entity)) {
      fact(PEOPLE(whoIs(entity)));
      continue;
    }
    isNear = true;
    fact(ACCUSED_HERE(sort, here.last <= mark.first ? 'before' : 'behind'));
  }
  if (!isNear)
    fact(
      ACCUSED_HERE(
        sort,
        presentAt(mark.sentence - 1).some(({ entity }) => accused.includes(entity)) ? 'above' : 'none',
      ),
    );
  if (isPremise(telling)) fact(PREMISE);
  if (isOfOthers(telling, accused)) fact(OF_OTHERS);
}

/** What somebody is to the story. */
const whoIs = (entity: Entity): string =>
  entity.authority !== null && entity.authority !== 'none'
    ? entity.authority
    : (entity.other ?? bestStatus(entity)?.code ?? (entity.authority === 'none' ? 'office' : 'somebody'));

const ROW = factsByTwo((kind: string, code: string) => `with:${kind}:${code}`);
const NEUTRALITY = factsByTwo((sort: string, reach: number) => `${sort}:neutrality:${reach}`);
const REACHES = [0, 2, 6];
const KINDS = new Set<string>([
  'topic',
  'institution',
  'candidate',
  'subject',
  'role',
  'step',
  'violation',
  'law',
]);

/** What else its sentence tells. */
function takeRow({ body }: Surroundings, { code, mark, passage }: StepTelling, fact: TakeFact): void {
  for (const other of marksNear(passage.bySentence[mark.sentence] ?? [], mark.first))
    if (other !== mark && KINDS.has(other.kind))
      fact(ROW(other.kind, other.kind === 'law' ? '' : other.code));
  const sort = MEASURES.has(code) ? 'm' : 'c';
  const reach = REACHES.find((one) => isAboutNeutrality(body, mark.sentence, one));
  fact(NEUTRALITY(sort, reach ?? -1));
}
