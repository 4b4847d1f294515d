/** Known people: whom a name means: somebody told of before, somebody new, or nobody. */
import { POINTS_AT } from './accusable.js';
import { sentenceAt } from './sentence-at.js';
import { HARD, isSameName, jaroWinkler } from '../text/text.js';
import { holdsOffice } from './titles-behind.js';
import { hasAny } from './rests-of-places.js';
import { leadOf, tailOf, type Bearer, type Ground, type PersonSpan } from './person-spans.js';
import { MOST_PEOPLE, newEntity, type Entity, type Telling } from './entity.js';
import { SAID_BY_SUBJECT } from './pointed-at.js';
import type { Mark, Passage } from './passage.js';
import type { PeopleWords } from './people-words.js';

const NAME_SAME = 0.86;
/**
 * A lone capitalised word beside a verb of saying is somebody told of before, however misprinted: "Handar menegaskan"
 * after "Hendar Herawan".
 */
export function recallSpeakers(
  passage: Passage,
  entities: Entity[],
  row: readonly Mark[],
  sentence: number,
  names: readonly PersonSpan[],
): void {
  const { folded, capital, start, end } = passage.analysed.tokens;
  for (const speech of row) {
    if (speech.kind !== 'speech') continue;
    for (const token of [speech.first - 1, speech.last]) {
      if (
        capital[token] !== 1 ||
        (folded[token]?.length ?? 0) < 4 ||
        names.some((name) => name.first <= token && token < name.last)
      )
        continue;
      const text = passage.text.slice(start[token], end[token]);
      const known = entities.filter(
        (entity) =>
          entity.name !== null &&
          !entity.initials &&
          entity.variants.some((variant) =>
            variant.split(' ').some((word) => jaroWinkler(word.toLowerCase(), folded[token] ?? '') >= 0.88),
          ),
      );
      const entity = known[0];
      if (entity === undefined || known.length > 1) continue;
      entity.tellings.push({
        sentence,
        first: token,
        last: token + 1,
        start: start[token] ?? 0,
        end: end[token] ?? 0,
        how: 'name',
      });
      if (!entity.variants.includes(text)) entity.variants.push(text);
      entity.speaks = true;
    }
  }
}

/** More spellings of one name than any article prints. */
const MOST_VARIANTS = 12;
/** A name is held against those told of last; in a list of thousands the others are left alone. */
const MOST_HELD = 100;

/** The entity that a name belongs to: one told of before under a like name, or a new one. */
export function nameEntity(
  ground: Ground,
  entities: Entity[],
  bearer: Bearer,
  sentence: number,
): Entity | null {
  const { passage } = ground;
  const { name, own: titles } = bearer;
  const { start, end } = passage.analysed.tokens;
  const telling: Telling = {
    sentence,
    first: name.first,
    last: tailOf(name),
    start: start[name.first] ?? 0,
    end: end[name.last - 1] ?? 0,
    how: 'name',
    from: titles.reduce((from, title) => Math.min(from, title.first), name.first),
  };
  const known =
    (entities.length > MOST_HELD ? entities.slice(-MOST_HELD) : entities).find(
      (entity) => entity.name !== null && isSamePerson(entity, name.text, name.name.initials),
    ) ?? behindNoun(passage, entities, name);
  if (known !== undefined) {
    known.tellings.push(telling);
    if (known.variants.length < MOST_VARIANTS && !known.variants.includes(name.text))
      known.variants.push(name.text);
    if (name.text.length > (known.name?.length ?? 0) && isSameName(known.name ?? '', name.text, NAME_SAME))
      known.name = name.text;
    return known;
  }
  if (entities.length >= MOST_PEOPLE) return null;
  if (
    name.last - name.first < 2 &&
    !isAnnounced(ground, bearer) &&
    !isNamedOften(ground, name) &&
    !isTakenUp(ground, name, sentence)
  )
    return null;
  const entity = newEntity(entities.length, telling);
  entity.name = name.text;
  entity.variants.push(name.text);
  entity.initials = name.name.initials;
  entity.count = 1;
  entities.push(entity);
  return entity;
}

const OFTEN = 3;

/** "Pemegang lamanya, Dulhadi, ...": a lone name between commas, or behind a word that names members, that comes back. */
function isNamedOften({ passage, words, isPlace }: Ground, name: PersonSpan): boolean {
  const { breakBefore, folded } = passage.analysed.tokens;
  if (isPlace(name.first)) return false;
  const closed = (breakBefore[name.last] ?? HARD) >= HARD;
  if (closed && words.partitives.has(folded[name.first - 1] ?? '')) return true;
  if (words.locatives.has(folded[name.first - 1] ?? '')) return false;
  return passage.analysed.names.filter((one) => one.core === name.text).length >= OFTEN;
}

const PHRASE = 5; // words between an office and the demonstrative that closes its phrase

/** "... nasib Sutikno belum jelas. Camat Sukamakmur itu ...": the only name of a sentence, whose office opens the next one. */
function isTakenUp({ passage, words, isPlace }: Ground, name: PersonSpan, sentence: number): boolean {
  const { sentences, names, tokens } = passage.analysed;
  const { folded, breakBefore } = tokens;
  const here = sentences[sentence];
  const next = sentences[sentence + 1];
  if (here === undefined || next === undefined || isPlace(name.first)) return false;
  if (words.locatives.has(folded[name.first - 1] ?? '')) return false;
  if (names.filter((one) => one.first >= here.first && one.first < here.last).length > 1) return false;
  const office = (passage.bySentence[sentence + 1] ?? []).find(
    (mark) => mark.kind === 'subject' && mark.first === next.first,
  );
  if (office === undefined) return false;
  for (let token = office.last; token <= office.last + PHRASE; token += 1) {
    if ((breakBefore[token] ?? HARD) >= HARD) return false;
    if (words.demonstratives.has(folded[token] ?? '')) return true;
  }
  return false;
}

/**
 * "ketua RT di Kelurahan Ciganjur, Jagakarsa": behind a place a lone word is rather a greater place, unless it comes back
 * or a verb tells between commas what its bearer does.
 */
function isBehindPlace({ passage, words, verbal }: Ground, title: Mark, name: PersonSpan): boolean {
  const { folded } = passage.analysed.tokens;
  let placed = false;
  for (let token = title.last; token < name.first; token += 1)
    if (words.locatives.has(folded[token] ?? '')) placed = true;
  if (!placed || (isClosed(passage, name) && verbal[tailOf(name)] === 1)) return false;
  return passage.analysed.names.filter((one) => one.core === name.text).length < 2;
}

/** "Guru SD Negeri 2, Maryati, ...": a lone name between commas behind what its bearer works as. */
const isApposed = (ground: Ground, title: Mark, name: PersonSpan): boolean =>
  title.kind === 'subject' &&
  isParted(ground.passage, name.first) &&
  isClosed(ground.passage, name) &&
  !ground.words.common.has(ground.passage.analysed.tokens.folded[name.first] ?? '') &&
  !isBehindPlace(ground, title, name);

const isParted = ({ analysed, text }: Passage, token: number): boolean =>
  /^['’")]{0,2},\s$/.test(text.slice(analysed.tokens.end[token - 1], analysed.tokens.start[token]));

/** Whether a comma stands right behind a name and what belongs to it. */
const isClosed = (passage: Passage, name: PersonSpan): boolean =>
  tailOf(name) < passage.analysed.tokens.count && isParted(passage, tailOf(name));

/** A single capitalised word is a person only when an office beside it, a courtesy word, a rank or an age says so. */
function isAnnounced(ground: Ground, { name, own: titles, list }: Bearer): boolean {
  const { passage, words, isPlace } = ground;
  const { name: mention, first } = name;
  if (mention.initials || mention.titles.length > 0 || mention.age !== null) return true;
  if (first === mention.coreFirst && mention.first < first) return true;
  const { breakBefore, folded } = passage.analysed.tokens;
  if (words.announcers.has(folded[leadOf(name) - 1] ?? '')) return true;
  if (isBesideStep(ground, name) || isBesideWord(ground, name)) return true;
  // "dua stafnya, Wahyuni dan Agung Prasetyo"
  if (list !== null && !isPlace(first) && !words.locatives.has(folded[list - 1] ?? '')) return true;
  // "Guru PNS bernama Rosmawati"
  if (words.announcers.has(folded[first - 1] ?? '') && titles.length > 0) return true;
  return titles.some((title) => {
    if (title.first >= name.last) return true;
    // "nama terlapor Sarmidi"
    if (title.kind === 'role' && title.code === 'accused' && title.last === first && !isPlace(first))
      return true;
    if (isHolderBehindPlace(ground, title, name)) return true;
    if (!(title.kind === 'position' || holdsOffice(passage, words, title)))
      return isApposed(ground, title, name);
    // Behind a place name only a comma tells a person from a further word of the place.
    if (title.last === first) return true;
    if ((breakBefore[first] ?? 0) >= HARD) return !isBehindPlace(ground, title, name);
    return isSpokesmanOf(passage, words, isPlace, title, name);
  });
}

/** "memanggil Fitriani", and "Suryani diperiksa" where it opens a sentence: a lone name right beside what is done to its bearer. */
function isBesideStep({ passage, words, isPlace }: Ground, { first, last }: PersonSpan): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  if (words.common.has(folded[first] ?? '') || isPlace(first)) return false;
  const opens = (breakBefore[first] ?? HARD) >= HARD;
  return (passage.bySentence[sentenceAt(passage, first)] ?? []).some(
    (mark) =>
      mark.kind === 'step' &&
      POINTS_AT.has(mark.code) &&
      (mark.voice === 'active'
        ? mark.last === first && (breakBefore[first] ?? HARD) === 0
        : opens && mark.voice === 'passive' && mark.first === last && (breakBefore[last] ?? HARD) === 0),
  );
}

/** "Warsito mengaku khilaf": what opens a sentence and regrets or denies. */
function isBesideWord({ passage, words, isPlace }: Ground, { first, last }: PersonSpan): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  if (words.common.has(folded[first] ?? '') || isPlace(first)) return false;
  if ((breakBefore[first] ?? HARD) < HARD || breakBefore[last] !== 0) return false;
  return (passage.bySentence[sentenceAt(passage, first)] ?? []).some(
    (mark) => mark.kind === 'step' && mark.first === last && SAID_BY_SUBJECT.has(mark.code),
  );
}

const DONE = new Set<string>(['step', 'violation', 'modality', 'speech']);

/**
 * "Camat Jumapolo Sutarmi diperiksa", "ASN Pemkot Bima Nurdin diduga ...": between the place or body of an office and what
 * is done stands who bears it, unless the word may close the name of a village.
 */
function isHolderBehindPlace(
  { passage, words, isPlace, covered }: Ground,
  title: Mark,
  name: PersonSpan,
): boolean {
  const { folded, breakBefore, capital } = passage.analysed.tokens;
  const word = folded[name.first] ?? '';
  if (title.last >= name.first || title.kind === 'candidate' || title.kind === 'role') return false;
  if (words.common.has(word) || words.placeEnds.has(word) || isPlace(name.first)) return false;
  if (!isPlace(name.first - 1)) return false;
  for (let token = title.last; token <= name.first; token += 1) {
    if ((breakBefore[token] ?? HARD) >= HARD) return false;
    if (token < name.first && !isPlace(token) && covered[token] !== 1 && capital[token] === 0) return false;
  }
  const tail = tailOf(name);
  return (
    (breakBefore[tail] ?? HARD) < HARD &&
    (words.lists.has(folded[tail] ?? '') ||
      (passage.bySentence[title.sentence] ?? []).some((mark) => DONE.has(mark.kind) && mark.first === tail))
  );
}

/** "Kepala BKD Blora Harjono mengatakan": behind the place of an office and before a verb of saying stands its holder. */
function isSpokesmanOf(
  passage: Passage,
  words: PeopleWords,
  isPlace: (token: number) => boolean,
  title: Mark,
  name: PersonSpan,
): boolean {
  if (title.kind !== 'position' || title.last >= name.first || hasAny(passage, words.territories, title))
    return false;
  for (let token = title.last; token < name.first; token += 1) if (!isPlace(token)) return false;
  const tail = tailOf(name);
  return (passage.bySentence[title.sentence] ?? []).some(
    (mark) =>
      mark.kind === 'speech' &&
      mark.props['side'] !== 'after' &&
      mark.first >= tail &&
      mark.first - tail <= 1,
  );
}

/** "Kesalahan Bambang": a noun that opens a sentence before somebody told of by more than that name. */
function behindNoun(passage: Passage, entities: readonly Entity[], name: PersonSpan): Entity | undefined {
  if ((passage.analysed.tokens.breakBefore[name.first] ?? 0) < HARD || name.last - name.first !== 2)
    return undefined;
  const rest = name.text.slice(name.text.indexOf(' ') + 1);
  return entities.find(
    (entity) => !entity.initials && entity.variants.some((variant) => variant.split(' ').includes(rest)),
  );
}

function isSamePerson(entity: Entity, text: string, initials: boolean): boolean {
  if (initials || entity.initials) return entity.variants.some((variant) => variant === text);
  return entity.variants.some((variant) => isSameName(variant, text, NAME_SAME));
}
