/** People: finds who is told of in the body: named persons with their positions, and unnamed groups with their counts. */
import type { Employment, InstitutionCode, OtherRole, SubjectStatus } from '../model/codes.js';
import { InstitutionCode as InstitutionCodes, OtherRole as OtherRoles } from '../model/codes.js';
import type { Grammar } from '../model/dictionary.js';
import { sameName, type NameMention } from '../text/text.js';
import { absorb, newEntity, type Entity, type Telling } from './entity.js';
import { evidenceOf, type Mark, type Passage } from './passage.js';

const NAME_SAME = 0.86;
const TITLE_REACH = 9; // words between a title and the name that belongs to it

interface PersonSpan {
  name: NameMention;
  first: number;
  last: number;
  text: string;
}

/** Marks that say who somebody is. */
const isTitle = (mark: Mark): boolean =>
  mark.kind === 'position' || mark.kind === 'subject' || mark.kind === 'role' || mark.kind === 'candidate';

/**
 * Finds the people of a passage. `isPlaceToken` tells which tokens are place names (so that "Camat Laonti" has no
 * person called Laonti). Entities are in the order of their first telling.
 */
export function findPeople(
  passage: Passage,
  grammar: Grammar,
  isPlaceToken: (token: number) => boolean,
): Entity[] {
  const entities: Entity[] = [];
  const taken = coverTokens(passage);
  passage.analysed.sentences.forEach((sentence, index) => {
    if (passage.muted[index] === true) return;
    const row = passage.bySentence[index] ?? [];
    const names = passage.analysed.names
      .filter((name) => name.first >= sentence.first && name.first < sentence.last)
      .flatMap((name) => cleanName(passage, name, taken, isPlaceToken));
    const titles = row.filter(isTitle);
    const used = new Set<Mark>();
    for (const name of names) {
      const own = titlesOf(passage, name, titles, names, row);
      const entity = nameEntity(passage, entities, name, own, index);
      if (entity === null) continue;
      for (const title of own) {
        used.add(title);
        applyTitle(passage, entity, title);
      }
      applySpeech(entity, name, row);
    }
    for (const title of titles) {
      if (!used.has(title)) addUnnamed(passage, grammar, entities, title, index, titles);
    }
    addAnaphors(passage, grammar, entities, index);
  });
  return mergeEntities(entities);
}

/** Tokens covered by hits that are no names. */
function coverTokens(passage: Passage): Uint8Array {
  const covered = new Uint8Array(passage.analysed.tokens.count + 1);
  const kinds = new Set([
    'institution',
    'position',
    'subject',
    'role',
    'candidate',
    'election',
    'speech',
    'boilerplate',
    'law',
  ]);
  for (const mark of passage.marks) if (kinds.has(mark.kind)) covered.fill(1, mark.first, mark.last);
  return covered;
}

/** Cuts tokens that are titles, bodies or places off both ends of a name; splits nothing in the middle. */
function cleanName(
  passage: Passage,
  name: NameMention,
  covered: Uint8Array,
  isPlaceToken: (token: number) => boolean,
): PersonSpan[] {
  let { coreFirst: first, coreLast: last } = name;
  const drop = (token: number): boolean => covered[token] === 1 || (!name.initials && isPlaceToken(token));
  while (first < last && drop(first)) first += 1;
  while (last > first && covered[last - 1] === 1) last -= 1;
  if (first >= last) return [];
  if (!name.initials && allPlaces(first, last, isPlaceToken)) return [];
  const cut = first !== name.coreFirst || last !== name.coreLast;
  const { start, end } = passage.analysed.tokens;
  const text = cut ? passage.text.slice(start[first] ?? 0, end[last - 1] ?? 0) : name.core;
  return [{ name, first, last, text: text.replace(/\s+/g, ' ') }];
}

function allPlaces(first: number, last: number, isPlaceToken: (token: number) => boolean): boolean {
  for (let token = first; token < last; token += 1) if (!isPlaceToken(token)) return false;
  return true;
}

/** Titles before the name ("Ketua Bawaslu Bulukumba, Andi ...") or right behind it in apposition ("..., Camat Semin"). */
function titlesOf(
  passage: Passage,
  name: PersonSpan,
  titles: readonly Mark[],
  names: readonly PersonSpan[],
  row: readonly Mark[],
): Mark[] {
  const before = titles.filter(
    (title) =>
      title.last <= name.first &&
      name.first - title.last <= TITLE_REACH &&
      !names.some((other) => other.first >= title.last && other.last <= name.first && other !== name) &&
      !blocked(passage, row, title.last, name.first),
  );
  if (before.length > 0) return before;
  return titles.filter(
    (title) =>
      title.first >= name.last &&
      title.first - name.last <= 2 &&
      !blocked(passage, row, name.last, title.first),
  );
}

/** A verb, or more than one hard break, between a title and a name parts them. */
function blocked(passage: Passage, row: readonly Mark[], from: number, to: number): boolean {
  const verbs = new Set(['speech', 'step', 'violation', 'modality']);
  if (row.some((mark) => verbs.has(mark.kind) && mark.first >= from && mark.last <= to)) return true;
  let breaks = 0;
  for (let token = from; token <= to && token < passage.analysed.tokens.count; token += 1) {
    if ((passage.analysed.tokens.breakBefore[token] ?? 0) >= 2) breaks += 1;
  }
  return breaks > 2;
}

/** The entity that a name belongs to: one told of before under a like name, or a new one. */
function nameEntity(
  passage: Passage,
  entities: Entity[],
  name: PersonSpan,
  titles: readonly Mark[],
  sentence: number,
): Entity | null {
  const { start, end } = passage.analysed.tokens;
  const telling: Telling = {
    sentence,
    first: name.first,
    last: name.last,
    start: start[name.first] ?? 0,
    end: end[name.last - 1] ?? 0,
    how: 'name',
  };
  const known = entities.find(
    (entity) => entity.name !== null && isSamePerson(entity, name.text, name.name.initials),
  );
  if (known !== undefined) {
    known.tellings.push(telling);
    if (!known.variants.includes(name.text)) known.variants.push(name.text);
    if (name.text.length > (known.name?.length ?? 0)) known.name = name.text;
    return known;
  }
  const words = name.last - name.first;
  if (words < 2 && !isAnnounced(name, titles)) return null;
  const entity = newEntity(entities.length, telling);
  entity.name = name.text;
  entity.variants.push(name.text);
  entity.initials = name.name.initials;
  entity.count = 1;
  entities.push(entity);
  return entity;
}

/** A single capitalised word is a person only when an office before it, a courtesy word, a rank or an age says so. */
function isAnnounced(name: PersonSpan, titles: readonly Mark[]): boolean {
  if (name.name.initials || name.name.titles.length > 0 || name.name.age !== null) return true;
  return titles.some((title) => title.last <= name.first && name.first - title.last <= 4 && title.props['collective'] !== 'true');
}

function isSamePerson(entity: Entity, text: string, initials: boolean): boolean {
  if (initials || entity.initials) return entity.variants.some((variant) => variant === text);
  return entity.variants.some((variant) => sameName(variant, text) >= NAME_SAME);
}

/** Writes what a title says into an entity. */
function applyTitle(passage: Passage, entity: Entity, title: Mark): void {
  const printed = passage.text.slice(title.start, title.end).replace(/\s+/g, ' ');
  if (title.kind === 'subject') {
    entity.statuses.push({
      code: title.code as SubjectStatus,
      specificity: specificityOf(title),
      mark: title,
    });
    entity.employment ??= (title.props['employment'] as Employment | undefined) ?? null;
    entity.position ??= printed;
  }
  if (title.kind === 'position') {
    entity.position = entity.position === null || title.last - title.first > 1 ? printed : entity.position;
    const own = title.props['own'] === 'true' ? ownInstitution(passage, title) : title.code;
    if (own !== null && (entity.authority === null || entity.authority === 'none'))
      entity.authority = own as InstitutionCode;
  }
  if (title.kind === 'role' || title.kind === 'candidate') {
    const role = OtherRoles.safeParse(title.kind === 'candidate' ? 'beneficiary' : title.code);
    if (role.success) entity.other ??= role.data as OtherRole;
    if (title.code === 'accused') entity.accusedBy.push(title);
    if (title.code === 'party') entity.other ??= 'beneficiary';
  }
}

export const specificityOf = (mark: Mark): number =>
  Number(mark.props['specificity'] ?? 1) + (mark.last - mark.first) * 0.01;

/** The institution named inside or right behind a position ("Ketua <Bawaslu> Bulukumba"). */
function ownInstitution(passage: Passage, title: Mark): string | null {
  const row = passage.bySentence[title.sentence] ?? [];
  const inside = row.find(
    (mark) => mark.kind === 'institution' && mark.first >= title.first && mark.first <= title.last + 1,
  );
  if (inside === undefined) return title.code;
  return InstitutionCodes.safeParse(inside.code).success ? inside.code : 'none';
}

/** A verb of saying next to a name makes its bearer a speaker. */
function applySpeech(entity: Entity, name: PersonSpan, row: readonly Mark[]): void {
  const near = row.some(
    (mark) =>
      mark.kind === 'speech' &&
      ((mark.first >= name.last && mark.first - name.last <= 3) ||
        (name.first >= mark.last && name.first - mark.last <= 10)),
  );
  entity.speaks = entity.speaks || near;
}

/** Titles without a name: "dua ASN", "seorang camat", "kades tersebut", "para guru". */
function addUnnamed(
  passage: Passage,
  grammar: Grammar,
  entities: Entity[],
  title: Mark,
  sentence: number,
  titles: readonly Mark[],
): void {
  if (title.kind === 'candidate') return;
  if (
    titles.some(
      (other) =>
        other !== title &&
        other.first <= title.first &&
        other.last >= title.last &&
        other.kind !== title.kind &&
        other.last - other.first > title.last - title.first,
    )
  )
    return;
  const telling: Telling = {
    sentence,
    first: title.first,
    last: title.last,
    start: title.start,
    end: title.end,
    how: 'status',
  };
  const entity = newEntity(entities.length, telling);
  applyTitle(passage, entity, title);
  readCount(passage, grammar, entity, title);
  if (pointsBack(passage, grammar, title)) {
    const earlier = entities.toReversed().find((other) => sharesTitle(other, entity));
    if (earlier !== undefined) {
      earlier.tellings.push(telling);
      earlier.accusedBy.push(...entity.accusedBy);
      return;
    }
  }
  entities.push(entity);
}

/** Count words before a title, in digits or words, with at most two words between. */
function readCount(passage: Passage, grammar: Grammar, entity: Entity, title: Mark): void {
  const { folded, breakBefore } = passage.analysed.tokens;
  const number = passage.analysed.numbers.find(
    (one) =>
      one.sort === 'count' &&
      one.last <= title.first &&
      title.first - one.last <= 2 &&
      (breakBefore[one.last] ?? 0) < 2,
  );
  if (number !== undefined) {
    entity.count = number.value !== null && Number.isInteger(number.value) ? number.value : null;
    entity.min = number.min;
    entity.max = number.max;
    entity.plural = number.max > 1;
    entity.countEvidence = evidenceOf(passage, number.first, title.last);
    return;
  }
  for (let token = title.first; token >= Math.max(0, title.first - 3); token -= 1) {
    const word = folded[token] ?? '';
    if (token < title.first && (breakBefore[token + 1] ?? 0) >= 2) break;
    if (grammar.universals.includes(word)) entity.universal = true;
    if (grammar.plurals.includes(word)) entity.plural = true;
    if (grammar.singulars.includes(word) && token !== title.last - 1) {
      entity.count = 1;
      entity.countEvidence = evidenceOf(passage, token, title.last);
    }
  }
}

function pointsBack(passage: Passage, grammar: Grammar, title: Mark): boolean {
  const { folded } = passage.analysed.tokens;
  return (
    grammar.demonstratives.includes(folded[title.last] ?? '') ||
    grammar.singulars.slice(2, 4).includes(folded[title.first - 1] ?? '')
  );
}

function sharesTitle(a: Entity, b: Entity): boolean {
  return (
    a.statuses.some((status) => b.statuses.some((other) => other.code === status.code)) ||
    (b.accusedBy.length > 0 && a.accusedBy.length > 0)
  );
}

/** "keduanya", "yang bersangkutan", "ia": further tellings of those told of before. */
function addAnaphors(passage: Passage, grammar: Grammar, entities: Entity[], index: number): void {
  const sentence = passage.analysed.sentences[index];
  if (sentence === undefined) return;
  const { folded, start, end } = passage.analysed.tokens;
  for (let token = sentence.first; token < sentence.last; token += 1) {
    const two = `${folded[token]} ${folded[token + 1] ?? ''}`;
    const words = grammar.anaphors[two] !== undefined ? 2 : 1;
    const number = grammar.anaphors[words === 2 ? two : (folded[token] ?? '')];
    if (number === undefined) continue;
    for (const entity of pointedAt(entities, Number(number), index, token)) {
      entity.tellings.push({
        sentence: index,
        first: token,
        last: token + words,
        start: start[token] ?? 0,
        end: end[token + words - 1] ?? 0,
        how: 'anaphor',
      });
    }
  }
}

/** Who a pronoun means: the last told-of persons that make up the number; groups of just that size first. */
function pointedAt(entities: readonly Entity[], number: number, sentence: number, token: number): Entity[] {
  const recent = entities
    .filter((entity) => !entity.universal && lastBefore(entity, sentence, token) >= sentence - 4)
    .toSorted((a, b) => lastToken(b, token) - lastToken(a, token));
  if (number === 0) return recent.filter((entity) => entity.plural || (entity.count ?? 0) > 1).slice(0, 1);
  if (number === 1) return recent.filter((entity) => (entity.count ?? 1) === 1 && !entity.plural).slice(0, 1);
  const group = recent.find((entity) => entity.count === number);
  if (group !== undefined) return [group];
  const singles = recent.filter((entity) => entity.count === 1 && entity.authority === null).slice(0, number);
  return singles.length === number ? singles : [];
}

const lastBefore = (entity: Entity, sentence: number, token: number): number =>
  entity.tellings.reduce(
    (last, telling) =>
      telling.first < token && telling.sentence <= sentence ? Math.max(last, telling.sentence) : last,
    -99,
  );
const lastToken = (entity: Entity, token: number): number =>
  entity.tellings.reduce(
    (last, telling) => (telling.first < token ? Math.max(last, telling.first) : last),
    -1,
  );

/** Groups of one status and one size are one group, however often they are told of. */
function mergeEntities(entities: readonly Entity[]): Entity[] {
  const merged: Entity[] = [];
  for (const entity of entities) {
    const same = merged.find((other) => isSameGroup(other, entity));
    if (same === undefined) merged.push(entity);
    else absorb(same, entity);
  }
  return merged;
}

function isSameGroup(a: Entity, b: Entity): boolean {
  if (a.name !== null || b.name !== null || a.universal !== b.universal) return false;
  if (a.plural !== b.plural && a.count !== b.count) return false;
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
  return a.count === b.count || a.count === null || b.count === null;
}

const near = (a: Entity, b: Entity): boolean =>
  a.tellings.some((one) => b.tellings.some((two) => Math.abs(one.sentence - two.sentence) <= 3));
