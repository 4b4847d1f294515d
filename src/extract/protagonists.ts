/** Protagonists: whose case an article tells where no verb points at him: the one told of beside its steps. */
import { OF_CASES } from './step-kinds.js';
import { isSpecific, type Entity, type Telling } from './entity.js';
import { isActual, stepReality } from './modality.js';
import { isLegislator } from './officials.js';
import { saysSo } from './present.js';
import type { Mark, Passage } from './passage.js';

/** How far behind somebody's sentence a step may stand that is told of him, in sentences. */
const REACH = 3;

// What speaks for somebody being the one whose case is told.
const HERE = 1; // a step or act in his own sentence
const NEAR = 0.5; // one right behind, before anybody else is told of
const MOST = 3; // of such, all told
const INITIALS = 0.75; // the press shortens the names of the accused
const DEFENDS = 0.75; // he denies or regrets
const SPEAKS = -0.5; // he is quoted on a matter that he does not answer for
const ENOUGH = 1.5;
const ENOUGH_BESIDE = 2.25; // where verbs point at others

/**
 * The people of whom a case is told although no verb points at them: named or single holders of a status, without a
 * deciding office and not quoted, beside whose tellings steps of a case or acts are told. `direct` are those at whom
 * verbs point; beside them only people of initials count.
 */
export function findProtagonists(
  passage: Passage,
  able: readonly Entity[],
  direct: readonly Entity[],
): Entity[] {
  const told = able.filter((entity) => !direct.includes(entity) && !isBystander(entity));
  const scored = told.map((entity) => ({ entity, ...weigh(passage, entity, able) }));
  if (direct.length > 0)
    return scored.filter(({ entity, score }) => entity.initials && score >= ENOUGH_BESIDE).map(accept);
  const best = scored.reduce((most, one) => Math.max(most, one.score), 0);
  if (best < ENOUGH) return [];
  return scored.filter(({ score, marks }) => score === best && marks.length > 0).map(accept);
}

const UNTITLED = 2; // what must speak for somebody whose status is told apart from his name
const APART = 2; // sentences between a name and the status of its bearer

/**
 * Somebody of no told status whose case is told, where the sentences beside his first one tell of one unnamed holder of
 * a status: "Irwan T ... Dosen pada universitas itu ...". He takes the status on; nobody else is accused in the article.
 */
export function findUntitled(passage: Passage, people: readonly Entity[]): Entity[] {
  const bare = people.filter((entity) => isBare(entity) && !isCitizen(passage, entity));
  let best: Entity | null = null;
  let most = UNTITLED;
  for (const entity of bare) {
    const { score } = weigh(
      passage,
      entity,
      people.filter((other) => other.name !== null),
    );
    if (score < most || titleBeside(passage, entity, people) === null) continue;
    best = entity;
    most = score + 0.01;
  }
  const title = best === null ? null : titleBeside(passage, best, people);
  if (best === null || title === null) return [];
  best.statuses.push(...title.statuses);
  best.tiedBy = 'subject/status-beside';
  best.employment ??= title.employment;
  best.position ??= title.position;
  best.tellings.push(...title.tellings);
  return [accept({ entity: best, marks: weigh(passage, best, []).marks })];
}

/** Somebody of whom nothing but the name is told. */
export const isBare = (entity: Entity): boolean =>
  entity.name !== null && entity.statuses.length === 0 && entity.authority === null && entity.other === null;

const CITIZEN = 3; // words between a name and the word that makes its bearer one of the public

/** "warga bernama Petrus W", "Petrus W, warga setempat", "Petrus W melapor": told of as one of the public, by a trade outside the apparatus, or as who reports. */
export const isCitizen = (passage: Passage, entity: Entity): boolean =>
  entity.tellings.some((telling) =>
    (passage.bySentence[telling.sentence] ?? []).some(
      (mark) =>
        (telling.how === 'name' && isOfPublic(passage, mark, telling)) ||
        isSaidToBe(mark, telling) ||
        isReport(mark, telling),
    ),
  );

const isOfPublic = ({ analysed }: Passage, mark: Mark, { first, last }: Telling): boolean => {
  const behind = mark.first >= last && (analysed.tokens.breakBefore[last] ?? 0) === COMMA;
  // "Petrus W, saksi pasangan calon, melihat ..."
  if (mark.kind === 'candidate') return behind && mark.first === last + 1;
  if (mark.kind !== 'role') return false;
  if (OTHERS.has(mark.code)) return behind && mark.first === last;
  const outside = mark.code === 'public' || mark.code === 'civilian';
  return (
    outside && ((mark.last <= first && first - mark.last <= CITIZEN) || (behind && mark.first - last <= 1))
  );
};
/** "Ia pedagang", "Ia saksi": right behind a pronoun. */
const isSaidToBe = (mark: Mark, { how, first, last }: Telling): boolean =>
  mark.kind === 'role' &&
  ((how === 'anaphor' && mark.first === last) || (how === 'status' && mark.first === first)) &&
  (mark.code === 'public' || mark.code === 'civilian' || OTHERS.has(mark.code));
const OTHERS = new Set<string>(['complainant', 'witness', 'party', 'media', 'observer', 'lawyer']);

/** Who reports somebody: the verb stands right behind the name, in the active. */
const isReport = (mark: Mark, { last }: Telling): boolean =>
  mark.kind === 'step' &&
  mark.code === 'reported' &&
  mark.voice !== 'passive' &&
  mark.first >= last &&
  mark.first - last <= 1;
const COMMA = 2;

/** The one unnamed holder of a status told of beside somebody's first sentence. */
function titleBeside(passage: Passage, entity: Entity, people: readonly Entity[]): Entity | null {
  const first = entity.tellings[0]?.sentence ?? 0;
  const titles = people.filter((other) => {
    const decides = other.authority !== null && other.authority !== 'none';
    if (other.name !== null || other.statuses.length === 0 || other.universal || other.plural || decides)
      return false;
    const telling = other.tellings[0];
    if (telling === undefined || telling.sentence <= first || telling.sentence - first > APART) return false;
    // "... di hadapan polisi", "Total ASN yang ..." tell of others: only whoever a sentence points back to, or begins
    // with by what he does, is he.
    return other.pointed || (opensSentence(passage, telling) && isSpecific(other));
  });
  return titles.length === 1 ? (titles[0] ?? null) : null;
}

const opensSentence = (passage: Passage, telling: Telling): boolean =>
  telling.first - (passage.analysed.sentences[telling.sentence]?.first ?? 0) <= 1;

const LEADS = 3; // tellings that make somebody the one a story is about
const LEAD = 2; // sentences in which he is brought in

const TRADE = 6; // words between a name and what its bearer does for a living

/** Whether a trade or tie outside the apparatus is told beside somebody's name, or he is a candidate. */
export function isCivilian(passage: Passage, entity: Entity): boolean {
  if (entity.authority !== null) return false;
  if (entity.other === 'beneficiary') return true;
  return entity.tellings.some(
    (telling) =>
      telling.how !== 'status' &&
      (passage.bySentence[telling.sentence] ?? []).some(
        (mark) =>
          mark.kind === 'role' &&
          mark.code === 'civilian' &&
          // "Ia pedagang"
          (telling.how === 'name' || Math.abs(mark.first - telling.last) <= 1) &&
          ((mark.last <= telling.first && telling.first - mark.last <= TRADE) ||
            (mark.first >= telling.last && mark.first - telling.last <= TRADE)),
      ),
  );
}

/**
 * Whether a story is about somebody of no apparatus, told of by name from its beginning on and beside the steps of a
 * case: a legislator, a driver, a candidate's brother. Unnamed staff told of in it are beside the point.
 */
export function isOvershadowed(
  passage: Passage,
  accused: readonly Entity[],
  people: readonly Entity[],
): boolean {
  if (accused.some((entity) => entity.name !== null)) return false;
  return people.some((entity) => {
    if (entity.name === null || entity.statuses.length > 0 || entity.tellings.length < LEADS) return false;
    const outside = isCivilian(passage, entity) || isLegislator(passage, entity);
    if (!outside || (entity.tellings[0]?.sentence ?? LEAD) > LEAD) return false;
    // "Dua guru ... dukungan ke calon X diperiksa": whom staff told of before him back is the one they act for.
    if (entity.other === 'beneficiary' && accused.some((one) => opensBefore(one, entity))) return false;
    return (
      weigh(
        passage,
        entity,
        people.filter((other) => other.name !== null),
      ).score >= HERE
    );
  });
}

/** Whether staff told of by number, on whom steps fall, stand before somebody in the story. */
const opensBefore = (one: Entity, other: Entity): boolean =>
  one.count !== null &&
  (one.tellings[0]?.first ?? Infinity) < (other.tellings[0]?.first ?? 0) &&
  one.accusedBy.some((mark) => mark.kind === 'step' && OF_CASES.has(mark.code));

function accept({ entity, marks }: { entity: Entity; marks: readonly Mark[] }): Entity {
  for (const mark of marks) if (!entity.accusedBy.includes(mark)) entity.accusedBy.push(mark);
  return entity;
}

/** Somebody in another role, of no name and number, or with a deciding office. */
function isBystander(entity: Entity): boolean {
  const decides =
    entity.authority !== null && entity.authority !== 'none' && entity.authority !== 'ppk_personnel';
  const known = entity.name !== null || entity.count === 1;
  return entity.other !== null || entity.heard || !known || decides;
}

/** What is told of a case in somebody's sentences, and, until somebody else is told of, right behind them. */
function weigh(
  passage: Passage,
  entity: Entity,
  rivals: readonly Entity[],
): { score: number; marks: Mark[] } {
  const own = new Set(entity.tellings.map((telling) => telling.sentence));
  const others = new Set(
    rivals.flatMap((rival) => (rival === entity ? [] : rival.tellings.map((telling) => telling.sentence))),
  );
  const seen = new Set<Mark>();
  const marks: Mark[] = [];
  let score = 0;
  for (const sentence of own) {
    for (let next = sentence; next <= sentence + REACH; next += 1) {
      if (next > sentence && (own.has(next) || others.has(next))) break;
      for (const mark of passage.bySentence[next] ?? []) {
        if (seen.has(mark) || !tellsOfCase(mark)) continue;
        if (next === sentence && isSaidBy(passage, entity, mark)) continue;
        seen.add(mark);
        score += next === sentence ? HERE : NEAR;
        if (next === sentence) marks.push(mark);
      }
    }
  }
  score = Math.min(score, MOST);
  if (entity.initials && score > 0) score += INITIALS;
  if (score === 0) return { score, marks };
  if (entity.accusedBy.length > 0) score += DEFENDS;
  else if (entity.speaks && !entity.initials) score += SPEAKS;
  return { score, marks };
}

/** "Kepala Satpol PP X membenarkan satu anggotanya diperiksa": behind a verb of telling beside an official's name stands what he says of others. */
function isSaidBy(passage: Passage, entity: Entity, mark: Mark): boolean {
  if (!entity.office || entity.initials || entity.accusedBy.length > 0) return false;
  const row = passage.bySentence[mark.sentence] ?? [];
  return entity.tellings.some(
    (telling) =>
      telling.how === 'name' &&
      telling.sentence === mark.sentence &&
      saysSo(passage, { entity, telling }) &&
      row.some(
        (speech) =>
          speech.kind === 'speech' &&
          speech.last <= mark.first &&
          speech.props['attitude'] !== 'denial' &&
          speech.props['attitude'] !== 'admission',
      ),
  );
}

function tellsOfCase(mark: Mark): boolean {
  if (mark.kind === 'violation') return isActual(mark.reality);
  if (mark.kind !== 'step' || !OF_CASES.has(mark.code)) return false;
  return stepReality(mark.reality) !== null && mark.reality !== 'conditional';
}

const OPENS = 3; // words from a role to the list that it opens

/** "tim hukum lainnya, di antaranya Sabran, Yusak dan Lukas": one of a list that the word for outsiders opens. */
export const isOfOutsiders = (passage: Passage, { list, tellings }: Entity): boolean =>
  list !== null &&
  tellings.some(
    ({ how, sentence }) =>
      how === 'name' &&
      (passage.bySentence[sentence] ?? []).some(
        (mark) =>
          mark.kind === 'role' && mark.code !== 'accused' && mark.last <= list && list - mark.last <= OPENS,
      ),
  );
