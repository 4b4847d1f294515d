/** Merging people: one person or group told of in several ways becomes one entity. */
import { absorb, alike, isUnofficial, type Entity } from './entity.js';
import { isNamedLater } from './naming.js';
import type { Mark, Passage } from './passage.js';
import type { PeopleWords } from './people-words.js';
import { isCitizen } from './protagonists.js';

/** Groups of one status and one size are one group, however often they are told of. */
export function mergeEntities(entities: readonly Entity[], passage: Passage, words: PeopleWords): Entity[] {
  const merged: Entity[] = [];
  for (const entity of entities) {
    const same = merged.find(
      (other) =>
        isSameGroup(other, entity) ||
        isIntroduced(other, entity, entities, passage, words) ||
        (isBeside(other, entity) && isIntroduced(entity, other, entities, passage, words)) ||
        isExplained(other, entity, passage, words) ||
        isExplained(entity, other, passage, words) ||
        isToldAgain(other, entity, entities),
    );
    if (same === undefined) merged.push(entity);
    else absorb(same, entity);
  }
  return merged;
}

const AGAIN_WITHIN = 8; // sentences

/** "Kepala Dinas Koperasi, Lalu Wirasakti ... Kadis berkilah": an office behind the only one who bears it is his. */
function isToldAgain(named: Entity, office: Entity, all: readonly Entity[]): boolean {
  if (named.name === null || office.name !== null || !named.office || !office.office) return false;
  if (
    (office.count !== null && !office.pointed) ||
    office.plural ||
    office.universal ||
    office.other !== null
  )
    return false;
  const first = office.tellings[0];
  const last = named.tellings.findLast((one) => one.first < (first?.first ?? 0));
  if (first === undefined || last === undefined || first.sentence - last.sentence > AGAIN_WITHIN)
    return false;
  return (
    alike(named, office) &&
    all.every((one) => one.name === null || named.variants.includes(one.name) || !alike(one, office))
  );
}

/**
 * "Seorang guru diperiksa ... Kepala sekolahnya, Budi, ...", "... Camat X membenarkan PNS itu stafnya": somebody of an
 * office that is another's by its ending, or who bears it, speaks, and is no more than alike.
 */
function isAnother(earlier: Entity, named: Entity, passage: Passage, words: PeopleWords): boolean {
  const { folded } = passage.analysed.tokens;
  const title = named.statuses[0]?.mark;
  if (title === undefined) return false;
  const possessed = words.possessives.some((ending) => (folded[title.last - 1] ?? '').endsWith(ending));
  if (possessed) return true;
  if (!named.office || earlier.office || named.initials) return false;
  return named.speaks || sharesStatus(earlier, named) || !isCharged(passage, named);
}

/** Whether an act, or something done to him, is told beside somebody at all. */
const isCharged = ({ bySentence }: Passage, { tellings }: Entity): boolean =>
  tellings.some(({ sentence, last }) =>
    (bySentence[sentence] ?? []).some(
      (mark) =>
        mark.kind === 'violation' || (mark.kind === 'step' && mark.voice === 'passive' && mark.first >= last),
    ),
  );

/** "Seorang perawat ... Direktur RSUD X": whoever is told of by a plain trade bears no office of the same house. */
const sharesStatus = (a: Entity, b: Entity): boolean =>
  a.statuses.some((one) => b.statuses.some((two) => one.code === two.code));

/** Names of a sentence come before the offices told in it without one. */
const isBeside = (named: Entity, office: Entity): boolean =>
  office.name === null &&
  named.name !== null &&
  named.statuses.length === 0 &&
  named.tellings[0]?.sentence === office.tellings[0]?.sentence;

/** "seorang ketua RT ... Ketua RT 07 berinisial HR": who is told of by office first is named a few sentences later. */
function isIntroduced(
  earlier: Entity,
  named: Entity,
  all: readonly Entity[],
  passage: Passage,
  words: PeopleWords,
): boolean {
  if (
    earlier.name !== null ||
    named.name === null ||
    earlier.universal ||
    earlier.plural ||
    earlier.other !== null
  )
    return false;
  const first = named.tellings[0];
  if (first === undefined) return false;
  // "Belakangan ia dikenali sebagai Aipda PLD": a pronoun and the name in one sentence.
  const identified = earlier.tellings.some(
    (one) => one.how === 'anaphor' && one.sentence === first.sentence && one.first < first.first,
  );
  const beside =
    earlier.count === null &&
    named.statuses.length === 0 &&
    earlier.tellings[0]?.sentence === first.sentence &&
    isNamedLater(passage, words, first);
  if (earlier.count !== 1 && !earlier.office && !earlier.pointed && !identified && !beside) return false;
  if (!isUnofficial(named) || (!named.initials && isRankOnly(named))) return false;
  if (isAnother(earlier, named, passage, words)) return false;
  const before = earlier.tellings[0];
  if (
    before === undefined ||
    before.first >= first.first ||
    first.sentence - before.sentence > INTRODUCED_WITHIN ||
    (first.sentence === before.sentence && named.statuses.length > 0)
  )
    return false;
  // Two of a kind named nearby: nobody knows which of them was meant.
  const rivals = all.filter(
    (one) =>
      one.name !== null &&
      one !== named &&
      isUnofficial(one) &&
      alike(one, earlier) &&
      (one.tellings[0]?.sentence ?? Infinity) - before.sentence <= INTRODUCED_WITHIN,
  );
  if (named.initials && named.statuses.length === 0)
    return (
      (earlier.count === 1 || earlier.pointed || named.pointed) &&
      first.sentence - before.sentence <= INITIALS_WITHIN &&
      isOnlyCandidate(earlier, named, all)
    );
  if (named.statuses.length === 0)
    return (
      !isCitizen(passage, named) &&
      isNamedLater(passage, words, first) &&
      isOnlyCandidate(earlier, named, all)
    );
  return alike(earlier, named) && rivals.length === 0;
}

const EXPLAINED_WITHIN = 12; // words between somebody and the name that says who he is

/** "satu ASN lain, yakni guru SD berinisial TW": one told of without a name, and behind a word such as "yakni" his name. */
function isExplained(earlier: Entity, named: Entity, passage: Passage, words: PeopleWords): boolean {
  const before = earlier.tellings.at(-1);
  const first = named.tellings[0];
  if (earlier.name !== null || earlier.plural || earlier.universal || before === undefined) return false;
  if (first === undefined || (earlier.count !== 1 && !earlier.office) || !isUnofficial(named)) return false;
  const lead = first.from ?? first.first;
  if (before.sentence !== first.sentence || lead < before.last || lead - before.last > EXPLAINED_WITHIN)
    return false;
  if ((named.count ?? 1) !== 1 || named.plural) return false;
  const { folded, breakBefore } = passage.analysed.tokens;
  // A comma, then the word: "seorang ASN di dinas itu, yakni ..."
  if (!words.explainers.has(folded[lead - 1] ?? '') || (breakBefore[lead - 1] ?? 0) < HARD) return false;
  return !hasVerbs(passage.bySentence[first.sentence] ?? [], before.last, lead);
}

const hasVerbs = (row: readonly Mark[], from: number, to: number): boolean =>
  row.some((mark) => VERBAL.has(mark.kind) && mark.first >= from && mark.last <= to);

const HARD = 2; // a comma or more
const VERBAL = new Set<string>(['speech', 'step', 'violation', 'modality']);

const INTRODUCED_WITHIN = 10; // sentences between somebody told of by office and his name
const INITIALS_WITHIN = 3; // sentences between somebody told of by status and his initials

/** Between somebody and his initials nobody else of a status is told of who could bear them. */
function isOnlyCandidate(earlier: Entity, named: Entity, all: readonly Entity[]): boolean {
  const to = named.tellings[0]?.first ?? 0;
  const from = earlier.tellings[0]?.first ?? 0;
  return all.every((one) => {
    const at = one.tellings[0]?.first ?? 0;
    if (one === earlier || one === named || at < from || at >= to) return true;
    return one.statuses.length === 0 || one.universal || one.other !== null || !isUnofficial(one);
  });
}

/** Told by nothing but a rank: an officer who speaks of others. */
export const isRankOnly = (entity: Entity): boolean =>
  entity.statuses.length > 0 && entity.statuses.every((one) => one.mark.concept < 0);

function isSameGroup(a: Entity, b: Entity): boolean {
  if (a.name !== null || b.name !== null || a.universal !== b.universal) return false;
  if (a.plural !== b.plural && (a.count !== b.count || a.count === null)) return false;
  // "seorang bidan dan seorang perawat", "Kepala Dinas X dan Kepala Bagian Y" are two.
  if (
    a.tellings.at(-1)?.sentence === b.tellings[0]?.sentence &&
    a.count === b.count &&
    a.position !== b.position
  )
    return false;
  // "tiga orang ... ketiga ASN itu"
  if (a.statuses.length === 0 || b.statuses.length === 0)
    return a.count !== null && a.count === b.count && a.count > 1 && near(a, b);
  const related = a.statuses.some((status) => b.statuses.some((other) => other.code === status.code));
  if (!related)
    return (
      a.count !== null &&
      a.count === b.count &&
      a.count > 1 &&
      a.statuses.length > 0 &&
      b.statuses.length > 0 &&
      near(a, b)
    );
  if (!alike(a, b)) return false;
  return a.count === b.count || a.count === null || b.count === null;
}

const near = (a: Entity, b: Entity): boolean =>
  a.tellings.some((one) => b.tellings.some((two) => Math.abs(one.sentence - two.sentence) <= 3));
