/** Meant by: whom a title that points back means, of those told of before that it fits. */
import { alike, isSpecific, isUnofficial, sameOffice, type Entity } from './entity.js';
import type { Mark } from './passage.js';
import { lastBefore, isTeller, lastToken, pointedAt } from './told-before.js';

/** Whom a title with "itu", or a word such as "terlapor", means: those told of before that it fits. */
export function meantBy(
  entities: readonly Entity[],
  entity: Entity,
  title: Mark,
  number: number,
  held: boolean,
): Entity[] {
  const recent = entities.filter(
    (other) => canBeMeant(other) && lastBefore(other, title.sentence, title.first) >= title.sentence - 6,
  );
  recent.sort((a, b) => lastToken(b, title.first) - lastToken(a, title.first));
  if (title.code === 'accused') {
    const group = groupBeside(recent, title.sentence, title.first);
    if (group !== null) return [group];
    const meant = pointedAt(
      recent.filter(
        (other) =>
          (other.authority === null || other.authority === 'none') &&
          !other.heard &&
          // "Kapolres enggan berkomentar sebab terlapor ...": whoever is told of in the sentence is another.
          !(other.authority === 'none' && lastBefore(other, title.sentence, title.first) === title.sentence),
      ),
      entity.count ?? (number > 1 ? number : entity.plural ? 0 : 1),
      title.sentence,
      title.first,
    );
    return number > 1 || entity.plural ? meant : calledBefore(entities, meant, title);
  }
  if (held) {
    const singles = recent.filter((other) => (other.count ?? 1) === 1 && !other.plural);
    // "Sekretaris X membenarkan yang bersangkutan adalah PNS": who speaks in the sentence tells of another.
    const others = singles.filter(
      (other) => !isTeller(other, lastBefore(other, title.sentence, title.first) === title.sentence),
    );
    return (others.length > 0 ? others : singles).slice(0, 1);
  }
  // "keempatnya tenaga harian lepas", "kedua guru itu": so many told of before.
  const many = number > 1 ? pointedAt(recent, number, title.sentence, title.first) : [];
  if (many.length > 0) return many;
  const alikes = recent.filter((other) => sharesTitle(other, entity) && sameSize(other, entity));
  // "Dandim membenarkan ada babinsa yang diadukan. Prajurit itu ...": rather whom somebody speaks of than who speaks.
  const quiet = alikes.filter((other) => !other.speaks || other.accusedBy.length > 0);
  const likes = quiet.length > 0 ? quiet : alikes;
  const like =
    likes.find((other) => other.position !== null && sameOffice(other, entity)) ??
    likes.find((other) => other.name !== null) ??
    likes[0];
  if (like !== undefined) return [like];
  if ((entity.count ?? 0) > 1) return pointedAt(recent, entity.count ?? 0, title.sentence, title.first);
  // "... melihat ASN ikut kampanye. Bawaslu memeriksa ASN tersebut.": those told of last by nothing but their kind.
  const vague = entities.findLast(
    (other) =>
      other.name === null &&
      !other.universal &&
      isUnofficial(other) &&
      !isSpecific(other) &&
      alike(other, entity) &&
      lastBefore(other, title.sentence, title.first) >= title.sentence - 1,
  );
  if (vague !== undefined && !entity.plural) {
    vague.pointed = true;
    return [vague];
  }
  // "Kepala Desa Oenak Selatan itu" behind a bare name says what its bearer is.
  const bare = recent.find(
    (other) =>
      other.name !== null &&
      !other.speaks &&
      other.statuses.length === 0 &&
      other.authority === null &&
      other.other === null,
  );
  // "Staf kelurahan diduga ... Eka S menolak ... ASN tersebut": one of the kind was told of before the name.
  const from = bare?.tellings[0]?.first ?? 0;
  const earlier = entities.some(
    (other) =>
      other.name === null &&
      !other.universal &&
      !other.plural &&
      isUnofficial(other) &&
      alike(other, entity) &&
      (other.tellings[0]?.first ?? from) < from,
  );
  return bare !== undefined && !earlier && entity.statuses.length > 0 && !entity.plural && !entity.universal
    ? [bare]
    : [];
}

const AGO = 12; // sentences over which a word for the accused still means whom it was said of

/**
 * "... dengan terdakwa Kades X, Sahrul ... memerintahkan kepala dusun ... Terdakwa dipanggil dua kali": whoever was told of last is
 * meant, unless that is nobody in particular and one person was called the accused before.
 */
function calledBefore(entities: readonly Entity[], meant: Entity[], title: Mark): Entity[] {
  if (!meant.every(({ name, count }) => name === null && count === null)) return meant;
  const called = entities.filter(
    (other) =>
      canBeMeant(other) &&
      (other.count ?? 1) === 1 &&
      !other.plural &&
      other.accusedBy.some(({ kind, code }) => kind === 'role' && code === 'accused') &&
      lastBefore(other, title.sentence, title.first) >= title.sentence - AGO,
  );
  const [one] = called;
  return one !== undefined && called.length === 1 ? called : meant;
}

/** "Empat kades diberhentikan dan yang bersangkutan ...": the only ones told of in the sentence, though they are many. */
function groupBeside(recent: readonly Entity[], sentence: number, token: number): Entity | null {
  const here = recent.filter((other) => lastBefore(other, sentence, token) === sentence);
  const [one] = here;
  return here.length === 1 && one !== undefined && (one.count ?? 0) > 1 && one.statuses.length > 0
    ? one
    : null;
}

/** "guru itu" is no group told of before, and "kelima guru" is no single one. */
const sameSize = (other: Entity, entity: Entity): boolean =>
  entity.count === null || other.count === null
    ? entity.count === null || entity.count === 1 || other.plural
    : entity.count === other.count;

const canBeMeant = (entity: Entity): boolean =>
  !entity.universal &&
  isSpecific(entity) &&
  (entity.other === null || (entity.name !== null && entity.statuses.length > 0));

const sharesTitle = (a: Entity, b: Entity): boolean =>
  alike(a, b) || (b.accusedBy.length > 0 && a.accusedBy.length > 0);
