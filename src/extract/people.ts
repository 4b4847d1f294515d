/** People: finds who is told of in the body: named persons with their positions, and unnamed groups with their counts. */
import type { Grammar } from '../model/dictionary.js';
import { jaroWinkler, sameName, type NameMention } from '../text/text.js';
import { newEntity, type Entity, type Telling } from './entity.js';
import type { Mark, Passage } from './passage.js';
import { mergeEntities, spellOut } from './merge-people.js';
import { addAnaphors, addUnnamed } from './references.js';
import { applyTitle } from './titles.js';

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
  const { folded } = passage.analysed.tokens;
  const isOffice = (mark: Mark): boolean =>
    folded.slice(mark.first, mark.last).some((word) => grammar.offices.includes(word));
  passage.analysed.sentences.forEach((sentence, index) => {
    if (passage.muted[index] === true) return;
    const row = passage.bySentence[index] ?? [];
    const names = passage.analysed.names
      .filter((name) => name.first >= sentence.first && name.first < sentence.last)
      .filter((name) => !namesPlace(passage, grammar, name))
      .flatMap((name) => cleanName(passage, name, taken, isPlaceToken));
    recallSpeakers(passage, entities, row, index, names);
    const titles = row.filter(isTitle);
    const used = new Set<Mark>();
    for (const name of names) {
      const own = titlesOf(passage, name, titles, names, row, isOffice, isPlaceToken);
      const entity = nameEntity(passage, isOffice, isPlaceToken, entities, name, own, index);
      if (entity === null) continue;
      for (const title of own) {
        used.add(title);
        applyTitle(passage, entity, title);
      }
      applySpeech(entity, name, row);
    }
    for (const cluster of clusterTitles(titles.filter((title) => !used.has(title))))
      addUnnamed(passage, grammar, entities, cluster, index);
    addAnaphors(passage, grammar, entities, index);
  });
  return spellOut(mergeEntities(entities));
}

/**
 * A lone capitalised word beside a verb of saying is somebody told of before, however misprinted: "Handar menegaskan"
 * after "Hendar Herawan".
 */
function recallSpeakers(
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

/** "di Kikim", "Jalan Jenderal Sudirman", "RSUD Depati Bahrin": what stands behind such a word is named, but no person. */
function namesPlace(passage: Passage, grammar: Grammar, name: NameMention): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  if ((breakBefore[name.first] ?? 0) >= 2) return inDateline(passage, name);
  if (name.titles.length === 0 && grammar.locatives.includes(folded[name.first - 1] ?? '')) return true;
  return passage.marks.some(
    (mark) =>
      mark.last === name.first &&
      ((mark.kind === 'object' && mark.code === 'building') ||
        (mark.kind === 'institution' && mark.code === 'none')),
  );
}

/** "DUMAI (Lensa Rimba) - ...": the name in brackets before the dash of a dateline is the outlet's. */
function inDateline(passage: Passage, name: NameMention): boolean {
  const { text } = passage;
  if (name.start > 80 || text[name.start - 1] !== '(' || text[name.end] !== ')') return false;
  return /^\)\s{0,2}[-–—]/.test(text.slice(name.end, name.end + 4));
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
  if (name.initials) return [{ name, first, last, text: name.core }];
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
  isOffice: (mark: Mark) => boolean,
  isPlaceToken: (token: number) => boolean,
): Mark[] {
  const before = titles.filter(
    (title) =>
      title.last <= name.first &&
      name.first - title.last <= TITLE_REACH &&
      !names.some((other) => other.first >= title.last && other.last <= name.first && other !== name) &&
      !blocked(passage, row, title.last, name.first, isPlaceToken),
  );
  // Of several offices before a name the nearest is its bearer's: "Bupati lewat Kadis PMD ...".
  const nearest = clusterTitles(before).at(-1);
  if (nearest !== undefined) return nearest;
  const { breakBefore } = passage.analysed.tokens;
  return titles.filter((title) => {
    if (title.kind !== 'position' && !(title.kind === 'subject' && isOffice(title))) return false;
    const apposed = title.first === name.last && (breakBefore[title.first] ?? 0) >= 2;
    return apposed || (title.first === name.last + 1 && (breakBefore[name.last] ?? 0) < 2);
  });
}

/** Titles that overlap say one thing of one person: "Kepala Dinas" inside "Kepala Dinas Pertanian". */
function clusterTitles(titles: readonly Mark[]): Mark[][] {
  const clusters: Mark[][] = [];
  let end = -1;
  for (const title of titles.toSorted((a, b) => a.first - b.first)) {
    const last = clusters.at(-1);
    if (last !== undefined && title.first < end) last.push(title);
    else clusters.push([title]);
    end = Math.max(end, title.last);
  }
  return clusters;
}

/** A verb, or more than one hard break, between a title and a name parts them. */
function blocked(
  passage: Passage,
  row: readonly Mark[],
  from: number,
  to: number,
  isPlaceToken: (token: number) => boolean,
): boolean {
  const verbs = new Set(['speech', 'step', 'violation', 'modality']);
  if (row.some((mark) => verbs.has(mark.kind) && mark.first >= from && mark.last <= to)) return true;
  let breaks = 0;
  for (let token = from; token <= to && token < passage.analysed.tokens.count; token += 1) {
    // "Camat X, Sintang, Kalimantan Barat, Yohanes ...": the places of an office part nothing.
    if ((passage.analysed.tokens.breakBefore[token] ?? 0) >= 2 && !isPlaceToken(token)) breaks += 1;
  }
  return breaks > 2;
}

/** The entity that a name belongs to: one told of before under a like name, or a new one. */
function nameEntity(
  passage: Passage,
  isOffice: (mark: Mark) => boolean,
  isPlaceToken: (token: number) => boolean,
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
  if (
    words < 2 &&
    !isAnnounced(
      name,
      titles,
      isOffice,
      isPlaceToken,
      (token) => (passage.analysed.tokens.breakBefore[token] ?? 0) >= 2,
    )
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

/** A single capitalised word is a person only when an office right before it, a courtesy word, a rank or an age says so. */
function isAnnounced(
  name: PersonSpan,
  titles: readonly Mark[],
  isOffice: (mark: Mark) => boolean,
  isPlaceToken: (token: number) => boolean,
  parted: (token: number) => boolean,
): boolean {
  if (name.name.initials || name.name.titles.length > 0 || name.name.age !== null) return true;
  return titles.some((title) => {
    if (title.last > name.first || !(title.kind === 'position' || isOffice(title))) return false;
    for (let token = title.last; token < name.first; token += 1) if (!isPlaceToken(token)) return false;
    // Behind a place name only a comma tells a person from a further word of the place.
    return title.last === name.first || parted(name.first);
  });
}

function isSamePerson(entity: Entity, text: string, initials: boolean): boolean {
  if (initials || entity.initials) return entity.variants.some((variant) => variant === text);
  return entity.variants.some((variant) => sameName(variant, text) >= NAME_SAME);
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
