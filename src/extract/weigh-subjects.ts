/** Weighing subjects: whom of those told of in an article it accuses, by all that is told of each; what rules say of him is one sign among many. */
import type { SubjectStatus } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import { HARD, LOWER, type Tokens } from '../text/text.js';
import { canBeAccused } from './accusable.js';
import { absorb, accusedOdds, addImplied, alike, type Entity } from './entity.js';
import { marksNear } from './near-marks.js';
import { BY_WEIGHT, lendStatuses } from './lent-statuses.js';
import type { Mark, Passage } from './passage.js';
import { isOfOutsiders } from './protagonists.js';
import { CLEARED } from './step-kinds.js';
import { subjectSigner, type Stage } from './subject-signs.js';
import { isLikely, isSurelyCase } from './weigh-article.js';
import { addUp } from './weights.js';

/** Notes on each of the people of a stage how likely he is accused, and how likely an authority; nothing where that was not learned. */
function weighPeople(stage: Stage, { weights }: Dictionary): void {
  const table = weights.find(({ kind }) => kind === 'person');
  if (table === undefined) return;
  const [accused, authority] = ['accused', 'authority'].map((code) => table.codes.indexOf(code));
  const takeSigns = subjectSigner(stage);
  const hashes: number[] = [];
  stage.people.forEach((entity, index) => {
    hashes.length = 0;
    takeSigns(index, (hash) => hashes.push(hash));
    const { odds } = addUp(table, hashes);
    entity.odds = {
      accused: odds[accused ?? -1] ?? -Infinity,
      authority: odds[authority ?? -1] ?? -Infinity,
    };
  });
}

/**
 * Log odds from which somebody is accused: whom rules accuse, by a name, without one of act and sanction, or without one of
 * less; whom they do not, who is told to be cleared, and the likeliest of a likely case, of whom a status is told or but a
 * name. A name asks for nearly even odds: those who speak of a case stand in it by name, too.
 */
const LEAST = {
  named: -0.3,
  told: -2,
  unnamed: -1.5,
  other: 1.2,
  cleared: -0.5,
  likeliest: -3,
  bare: -0.5,
};

/** Whom an article accuses, of all its people; those whom rules accuse where nothing was learned. */
export function weighAccused(stage: Stage, dictionary: Dictionary): Entity[] {
  // Of a text that is too short to be weighed as a whole nothing was learned.
  if (stage.chances !== null) weighPeople(stage, dictionary);
  if (stage.people.every(({ odds }) => odds === null)) return [...stage.ruled];
  const chosen = stage.people.filter((entity) => accusedOdds(entity) >= leastOf(stage, entity));
  if (chosen.length === 0) {
    const only = likeliest(stage);
    lendStatuses(stage, only, dictionary.grammar);
    return only;
  }
  for (const one of chosen) if (!stage.ruled.includes(one)) one.tiedBy ??= BY_WEIGHT;
  nameSingle(stage, chosen);
  nameUnnamed(
    stage,
    chosen,
    stage.ruled.filter((entity) => !chosen.includes(entity)),
  );
  lendStatuses(stage, chosen, dictionary.grammar);
  return chosen;
}

/** Log odds from which whom no rule accuses is accused where an article surely is a case: likelier than not. */
const SURELY = 0;

function leastOf(stage: Stage, entity: Entity): number {
  const ground = groundOf(stage, entity);
  // A candidate of whom no office is told is none of the apparatus, whatever he is convicted of.
  if (ground === 'other' && entity.other === 'beneficiary' && entity.statuses.length === 0) return Infinity;
  const isOutside =
    entity.other === 'complainant' ||
    entity.other === 'lawyer' ||
    isOfOutsiders(stage.body, entity) ||
    (isBare(entity) && isSent(stage.body, entity));
  const least = ground === 'other' && !isOutside && isSurelyCase(stage.chances) ? SURELY : LEAST[ground];
  return isDecider(entity) ? Math.max(least, LEAST.other) : least;
}

/**
 * "Pjs Bupati X menunda kenaikan gaji Camat Y": whoever rather decides, or speaks for those who do, is accused only where more
 * speaks for that than for others (of such names under that limit, 4 were right and 18 wrong in unseen briefs).
 */
const isDecider = ({ name, odds }: Entity): boolean => name !== null && odds !== null && odds.authority >= 0;

/** By what somebody would be accused. */
function groundOf(stage: Stage, entity: Entity): 'named' | 'told' | 'unnamed' | 'cleared' | 'other' {
  if (stage.ruled.includes(entity))
    return entity.name !== null ? 'named' : isFullyTold(entity) ? 'told' : 'unnamed';
  return isCleared(stage, entity) ? 'cleared' : 'other';
}

/** Of whom rules find both an act and a sanction that happened, as of somebody with a name. */
const isFullyTold = ({ accusedBy }: Entity): boolean =>
  accusedBy.some(({ kind }) => kind === 'violation') &&
  accusedBy.some(({ code, reality }) => code === 'sanction_imposed' && reality === 'realised');

/** "Seorang staf bernasib lain. Laporannya dihentikan": of whom a matter is told to have ended without a breach. */
function isCleared({ body, chances }: Stage, { statuses, tellings }: Entity): boolean {
  if (!isLikely(chances, 'case') || statuses.length === 0) return false;
  return tellings.some(({ sentence, first }) =>
    [sentence, sentence + 1].some((at) => {
      const from = at === sentence ? first : (body.analysed.sentences[at]?.first ?? first);
      return marksNear(body.bySentence[at] ?? [], from).some((mark) => clears(mark) && mark.first >= from);
    }),
  );
}

/** A step that clears, told as having happened ("tidak terbukti" is the finding itself). */
const clears = (mark: Mark): boolean =>
  CLEARED.has(mark.code) &&
  (mark.kind === 'step' || Number(mark.props['odds']) > 0) &&
  (mark.reality === 'realised' || mark.reality === 'not_proven');

/** In what is likely a case somebody is accused: the likeliest of those whom rules accuse, else of all. */
function likeliest(stage: Stage): Entity[] {
  const { title, people, ruled, chances } = stage;
  if (!isLikely(chances, 'case')) return [];
  const headline = title.marks.find(({ kind }) => kind === 'subject');
  const able = people.filter(
    (entity) =>
      canBeAccused(entity) ||
      (isNamed(entity) && (isSurelyCase(chances) || (headline !== undefined && isBare(entity)))),
  );
  const best =
    bestOf(ruled, LEAST.likeliest) ?? bestOf(able, ruled.length > 0 ? LEAST.bare : LEAST.likeliest);
  if (best === undefined) return [];
  if (best.statuses.length === 0 && headline !== undefined)
    addImplied(best, { code: headline.code as SubjectStatus, specificity: 1 }, 'subject/headline', headline);
  if (!ruled.includes(best)) best.tiedBy ??= BY_WEIGHT;
  return [best];
}

function bestOf(people: readonly Entity[], least: number): Entity | undefined {
  const best = people.toSorted((a, b) => accusedOdds(b) - accusedOdds(a))[0];
  if (best === undefined) return undefined;
  return accusedOdds(best) >= (best.statuses.length === 0 ? LEAST.bare : least) ? best : undefined;
}

/** "Sekretaris perumda X, Hendro", "Kepala DPMD, Rusli": a name whose office is no status by itself, or that of a body that watches others. */
const isNamed = ({ name, other, heard }: Entity): boolean => name !== null && other === null && !heard;

/** "HM, penghulu di KUA X", and the headline has "oknum PNS": a name of which no office is told. */
const isBare = ({ name, statuses, authority, other, heard }: Entity): boolean =>
  name !== null && statuses.length === 0 && authority === null && other === null && !heard;

/** Log odds from which somebody told of by nothing but a name is the one accused without a name. */
const NAMED = -1;

/** "Seorang dosen diadukan ... FN, dihubungi lewat telepon, menolak menjawab": the one accused without a name bears the likely one. */
function nameSingle({ people, body }: Stage, chosen: Entity[]): void {
  const unnamed = chosen.filter((one) => one.name === null && isSingle(one));
  const [only] = unnamed;
  if (only === undefined || unnamed.length > 1) return;
  const [bearer] = people
    .filter(
      (one) =>
        isBare(one) &&
        !isShortForm(body, one) &&
        !isSent(body, one) &&
        !isOfOutsiders(body, one) &&
        accusedOdds(one) >= NAMED,
    )
    .toSorted((a, b) => accusedOdds(b) - accusedOdds(a));
  if (bearer === undefined) return;
  bearName(bearer, only);
  const at = chosen.indexOf(only);
  if (chosen.includes(bearer)) chosen.splice(at, 1);
  else chosen.splice(at, 1, bearer);
}

/** "Made Sudana dan Wayan Rai (SR)": letters in brackets stand for a name told before them. */
const isShortForm = ({ text }: Passage, { initials, tellings }: Entity): boolean =>
  initials && tellings.some(({ start, end }) => text[start - 1] === '(' && text[end] === ')');

/**
 * "Ketua Divisi SDM, Organisasi dan Diklat Bawaslu X, Harun menyebut", "Tono dari Tim Advokasi X": who speaks for a body or a side,
 * though his office is too long to be read.
 */
const isSent = (
  { bySentence, analysed: { tokens }, grammar }: Passage,
  { speaks, tellings }: Entity,
): boolean =>
  speaks &&
  tellings.some(({ how, sentence, first, last, from }) => {
    if (how !== 'name') return false;
    const row = bySentence[sentence] ?? [];
    const isFrom = grammar.origins.includes(tokens.folded[last] ?? '');
    const lead = from ?? first;
    return row.some(
      (mark) =>
        (mark.kind === 'institution' && mark.code !== 'none' && isSeatBetween(tokens, mark.last, lead)) ||
        (isFrom && (mark.kind === 'institution' || mark.kind === 'role') && mark.first === last + 1),
    );
  });
const SEAT = 3; // words of the place of a body before the name of who speaks for it

/** Nothing but the name of a place and a comma between a body and who speaks for it. */
function isSeatBetween({ capital, breakBefore }: Tokens, from: number, lead: number): boolean {
  if (from > lead || lead - from > SEAT || breakBefore[lead] !== HARD) return false;
  for (let token = from; token < lead; token += 1) if (capital[token] === LOWER) return false;
  return true;
}

/** All that is told of somebody without a name is told of the one with this name. */
function bearName(bearer: Entity, unnamed: Entity): void {
  absorb(bearer, unnamed);
  inOrder(bearer);
  bearer.tiedBy ??= BY_WEIGHT;
  unnamed.tellings = [];
}

const inOrder = ({ tellings }: Entity): void => {
  tellings.sort((a, b) => a.first - b.first);
};

const isSingle = ({ plural, count }: Entity): boolean => !plural && (count ?? 1) === 1;

/**
 * "Seorang camat diperiksa. Harun mengaku ...", "tiga wali nagari, AS, DN dan ZK": whom rules accuse without a name are those
 * with a name who are likelier accused; what is told of them is told of these.
 */
function nameUnnamed(stage: Stage, chosen: readonly Entity[], left: readonly Entity[]): void {
  for (const unnamed of left) {
    if (unnamed.name !== null) continue;
    const bearers = chosen.filter(
      (one) => one.name !== null && (one.statuses.length === 0 || alike(one, unnamed)),
    );
    const [bearer] = bearers;
    if (bearer === undefined) continue;
    if (isSingle(unnamed) && bearers.length === 1) bearName(bearer, unnamed);
    else if (!isSingle(unnamed)) for (const one of bearers) takePart(stage, one, unnamed);
  }
}

/** One of a group, of whom is told what is told of all, unless he alone is told to be cleared. */
function takePart(stage: Stage, one: Entity, group: Entity): void {
  if (one.statuses.length === 0) {
    one.statuses.push(...group.statuses);
    one.employment ??= group.employment;
    one.position ??= group.position;
    one.institution ??= group.institution;
    one.tiedBy ??= BY_WEIGHT;
  }
  if (one.accusedBy.length > 0 || isCleared(stage, one)) return;
  one.accusedBy.push(...group.accusedBy);
  one.tellings.push(...group.tellings);
  inOrder(one);
}
