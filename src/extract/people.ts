/** People: finds who is told of in the body: named persons with their positions, and unnamed groups with their counts. */
import type { Grammar } from '../model/dictionary.js';
import { jaroWinkler, sameName, type NameMention } from '../text/text.js';
import { clusterTitles, findBearers, holdsOffice, type Ground, type PersonSpan } from './bearers.js';
import { MOST_PEOPLE, newEntity, type Entity, type Telling } from './entity.js';
import type { Mark, Passage } from './passage.js';
import { isRankOnly, mergeEntities, spellOut } from './merge-people.js';
import { peopleWords, type PeopleWords } from './people-words.js';
import { findShortened } from './shortened-names.js';
import { addAnaphors, addUnnamed } from './references.js';
import { applyTitle } from './titles.js';

const NAME_SAME = 0.86;
const HARD = 2; // a comma or more
const DATELINE = 90; // code units in which a dateline ends
const RANK_SAYS = 6; // how specific a rank is as a status
/** "seorang bekas kepala dinas": who left the office no longer bears it. */
const isFormer = ({ passage, words }: Ground, mark: Mark): boolean =>
  words.formers.has(passage.analysed.tokens.folded[mark.first - 1] ?? '');

/** "Sarmin (bukan nama sebenarnya)": a name that nobody bears. */
const isInvented = (passage: Passage, entity: Entity): boolean =>
  entity.name !== null &&
  entity.tellings.some(
    ({ how, sentence, end }) =>
      how === 'name' &&
      (passage.bySentence[sentence] ?? []).some(
        (mark) =>
          mark.kind === 'role' &&
          mark.code === 'unnamed' &&
          mark.start - end <= 2 &&
          mark.start > end &&
          passage.text[mark.start - 1] === '(',
      ),
  );

/** "dari kantor camat": an office that only tells whose building it is. */
const isOfBuilding = (row: readonly Mark[], mark: Mark): boolean =>
  mark.kind === 'position' &&
  row.some(
    (other) =>
      other.kind === 'object' &&
      other.code === 'state_place' &&
      other.first < mark.first &&
      other.last === mark.last,
  );

/** "Bupati Kaur": a place that is spelt like an office. */
function isPlaceName({ passage, isPlace }: Ground, mark: Mark): boolean {
  for (let token = mark.first; token < mark.last; token += 1)
    if (!isPlace(token) || passage.analysed.tokens.capital[token] === 0) return false;
  return true;
}

/** The name mentions of each sentence. */
function bySentence(passage: Passage): NameMention[][] {
  const { sentences } = passage.analysed;
  const rows: NameMention[][] = sentences.map(() => []);
  let index = 0;
  for (const name of passage.analysed.names) {
    while (index < sentences.length && name.first >= (sentences[index]?.last ?? 0)) index += 1;
    rows[index]?.push(name);
  }
  return rows;
}

/** Marks that say who somebody is. */
const isTitle = (mark: Mark): boolean =>
  (mark.kind === 'position' ||
    mark.kind === 'subject' ||
    mark.kind === 'role' ||
    mark.kind === 'candidate') &&
  mark.props['points'] === undefined;

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
  const words = peopleWords(grammar);
  const ground: Ground = {
    passage,
    words,
    isPlace: isPlaceToken,
    covered: coverTokens(passage, OFFICIAL),
    verbal: startsOf(passage, VERBAL),
  };
  const namesOf = bySentence(passage);
  const dateline = datelineEnd(passage);
  const outlets = new Set(
    passage.analysed.names.filter((name) => name.start < dateline).map((name) => name.core),
  );
  const shortened = findShortened(ground, isTitle);
  passage.analysed.sentences.forEach((_, index) => {
    if (passage.muted[index] === true) return;
    const row = passage.bySentence[index] ?? [];
    const names = [...(namesOf[index] ?? []), ...(shortened[index] ?? [])]
      .toSorted((a, b) => a.first - b.first)
      .filter(
        (name) =>
          name.start >= dateline && !outlets.has(name.core) && !namesPlace(passage, grammar, row, name),
      )
      .flatMap((name) => cleanName(ground, name));
    recallSpeakers(passage, entities, row, index, names);
    const initials = names.filter((name) => name.name.initials);
    // "PLD" may be somebody's initials as well as a word for village facilitators.
    const titles = row.filter(
      (mark) =>
        isTitle(mark) &&
        !isPlaceName(ground, mark) &&
        !isFormer(ground, mark) &&
        !isOfBuilding(row, mark) &&
        !initials.some((name) => name.first < mark.last && mark.first < name.last),
    );
    const used = new Set<Mark>();
    for (const { name, own, list } of findBearers(ground, names, titles)) {
      const entity = nameEntity(ground, entities, name, own, index);
      if (entity === null) continue;
      for (const title of own) {
        used.add(title);
        // "Penasihat hukum Syahrani" is not Syahrani.
        if (title.kind === 'role' && entity.statuses.length > 0 && title.code !== 'accused') continue;
        applyTitle(passage, entity, title);
        if (holdsOffice(passage, words, title)) entity.office = true;
      }
      applyRank(grammar, entity, name, index);
      if (list !== null) entity.list ??= list;
      // "Perempuan berinisial YK itu": told of before.
      if (name.name.initials && words.demonstratives.has(passage.analysed.tokens.folded[name.last] ?? ''))
        entity.pointed = true;
      applySpeech(passage, entity, name, row);
    }
    for (const cluster of clusterTitles(
      passage.text,
      titles.filter((title) => !used.has(title)),
    ))
      addUnnamed(passage, grammar, entities, cluster, index);
    addAnaphors(passage, grammar, entities, index);
  });
  for (const entity of entities)
    if (entity.speaks && entity.authority === null && isRankOnly(entity)) entity.authority = 'none';
  for (const entity of entities) if (isInvented(passage, entity)) entity.name = null;
  return spellOut(mergeEntities(entities), passage, words);
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
function namesPlace(passage: Passage, grammar: Grammar, row: readonly Mark[], name: NameMention): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  if (isAbbreviated(passage, name)) return true;
  // "Ketua Badan Permusyawaratan Kampung (Bapekam)": in brackets behind an office stands its short name.
  if (passage.text[name.start - 1] === '(' && row.some((mark) => mark.last === name.first && isTitle(mark)))
    return true;
  if ((breakBefore[name.first] ?? 0) >= HARD) return false;
  // "Korem 132/Tadulako"
  if (passage.text[name.start - 1] === '/') return true;
  if (
    name.titles.length === 0 &&
    name.first === name.coreFirst &&
    grammar.locatives.includes(folded[name.first - 1] ?? '')
  )
    return true;
  return row.some(
    (mark) =>
      mark.last === name.first &&
      ((mark.kind === 'object' && mark.code === 'building') ||
        (mark.kind === 'institution' && mark.code === 'none' && !isHeaded(row, mark))),
  );
}

/** "Kasat Reskrim": a body at the end of an office. */
const isHeaded = (row: readonly Mark[], body: Mark): boolean =>
  row.some((mark) => mark.kind === 'position' && mark.first < body.first && mark.last === body.last);

/** "Pekerja Harian Lepas (PHL)": what its own first letters stand for is no person. */
function isAbbreviated({ text }: Passage, name: NameMention): boolean {
  const inBrackets = /^\s?\(([A-Z]{2,8})\)/.exec(text.slice(name.end, name.end + 12));
  if (inBrackets === null || name.initials) return false;
  const letters = name.printed
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('');
  return letters.toUpperCase() === inBrackets[1];
}

/** "DUMAI (Lensa Rimba) - ...": names before the dash of a dateline are the outlet's. The code unit where it ends. */
function datelineEnd({ text, bySentence: rows }: Passage): number {
  const from = Math.max(0, text.search(/\S/));
  const dateline = /^[^\n"“]{1,80}?(?:\s-{1,2}\s|\s?[–—]{1,2}\s?)/.exec(text.slice(from, from + DATELINE));
  const end = dateline === null ? 0 : from + dateline[0].length;
  const first = rows.find((row) => row.length > 0) ?? [];
  const someone = first.some(
    (mark) => mark.start < end && (mark.kind === 'position' || mark.kind === 'subject'),
  );
  return someone ? 0 : end;
}

/** Tokens covered by hits that are no names. */
function coverTokens(passage: Passage, kinds: ReadonlySet<string>): Uint8Array {
  const covered = new Uint8Array(passage.analysed.tokens.count + 1);
  for (const mark of passage.marks) if (kinds.has(mark.kind)) covered.fill(1, mark.first, mark.last);
  return covered;
}

/** Tokens at which such a hit begins; its object may stand inside it. */
function startsOf(passage: Passage, kinds: ReadonlySet<string>): Uint8Array {
  const starts = new Uint8Array(passage.analysed.tokens.count + 1);
  for (const mark of passage.marks) if (kinds.has(mark.kind)) starts[mark.first] = 1;
  return starts;
}

const OFFICIAL = new Set<string>([
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
const VERBAL = new Set<string>(['speech', 'step', 'violation', 'modality']);

/** Cuts tokens that are titles, bodies or places off both ends of a name; splits nothing in the middle. */
function cleanName({ passage, covered, isPlace }: Ground, name: NameMention): PersonSpan[] {
  let { coreFirst: first, coreLast: last } = name;
  if (name.initials) return [{ name, first, last, text: name.core }];
  const drop = (token: number): boolean => covered[token] === 1 || isPlace(token);
  while (first < last && drop(first)) first += 1;
  while (last > first && covered[last - 1] === 1) last -= 1;
  if (first >= last) return [];
  if (allPlaces(first, last, isPlace)) return [];
  const cut = first !== name.coreFirst || last !== name.coreLast;
  const { start, end } = passage.analysed.tokens;
  const text = cut ? passage.text.slice(start[first] ?? 0, end[last - 1] ?? 0) : name.core;
  return [{ name, first, last, text: text.replace(/\s+/g, ' ') }];
}

function allPlaces(first: number, last: number, isPlaceToken: (token: number) => boolean): boolean {
  for (let token = first; token < last; token += 1) if (!isPlaceToken(token)) return false;
  return true;
}

/** More spellings of one name than any article prints. */
const MOST_VARIANTS = 12;
/** A name is held against those told of last; in a list of thousands the others are left alone. */
const MOST_HELD = 100;

/** The entity that a name belongs to: one told of before under a like name, or a new one. */
function nameEntity(
  ground: Ground,
  entities: Entity[],
  name: PersonSpan,
  titles: readonly Mark[],
  sentence: number,
): Entity | null {
  const { passage } = ground;
  const { start, end } = passage.analysed.tokens;
  const telling: Telling = {
    sentence,
    first: name.first,
    last: name.last,
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
    if (name.text.length > (known.name?.length ?? 0) && sameName(known.name ?? '', name.text) >= NAME_SAME)
      known.name = name.text;
    return known;
  }
  if (entities.length >= MOST_PEOPLE) return null;
  if (name.last - name.first < 2 && !isAnnounced(ground, name, titles) && !isNamedOften(ground, name))
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

/** "ketua RT di Kelurahan Ciganjur, Jagakarsa": behind a place a lone word is rather a greater place, unless it comes back. */
function isBehindPlace(passage: Passage, words: PeopleWords, title: Mark, name: PersonSpan): boolean {
  const { folded } = passage.analysed.tokens;
  let placed = false;
  for (let token = title.last; token < name.first; token += 1)
    if (words.locatives.has(folded[token] ?? '')) placed = true;
  return placed && passage.analysed.names.filter((one) => one.core === name.text).length < 2;
}

/** A single capitalised word is a person only when an office beside it, a courtesy word, a rank or an age says so. */
function isAnnounced(
  { passage, words, isPlace }: Ground,
  name: PersonSpan,
  titles: readonly Mark[],
): boolean {
  const { name: mention, first } = name;
  if (mention.initials || mention.titles.length > 0 || mention.age !== null) return true;
  if (first === mention.coreFirst && mention.first < first) return true;
  const { breakBefore } = passage.analysed.tokens;
  return titles.some((title) => {
    if (title.first >= name.last) return true;
    if (!(title.kind === 'position' || holdsOffice(passage, words, title))) return false;
    // Behind a place name only a comma tells a person from a further word of the place.
    if (title.last === first) return true;
    if ((breakBefore[first] ?? 0) >= HARD) return !isBehindPlace(passage, words, title, name);
    return !isPlace(first - 1) && title.last === first;
  });
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
  return entity.variants.some((variant) => sameName(variant, text) >= NAME_SAME);
}

/** "Aipda DH": a rank tells which force its bearer serves in. */
function applyRank(grammar: Grammar, entity: Entity, name: PersonSpan, sentence: number): void {
  for (const title of name.name.titles) {
    const rank = title.toLowerCase().replace(/\./g, '').replace(/\s+/g, ' ');
    const force = grammar.ranks[rank] ?? grammar.ranks[rank.split(' ')[0] ?? ''];
    if (force === undefined || entity.statuses.some((status) => status.code === force)) continue;
    const { first, last, start, end } = name.name;
    const mark: Mark = {
      kind: 'subject',
      code: force,
      rule: `subject/rank-${force}`,
      concept: -1,
      pattern: -1,
      first,
      last,
      start,
      end,
      sentence,
      voice: null,
      props: {},
      reality: null,
      cue: null,
    };
    entity.statuses.push({ code: force, specificity: RANK_SAYS, mark });
  }
}

/** A verb of saying next to a name makes its bearer a speaker; one that only denies or admits is quoted. */
function applySpeech(passage: Passage, entity: Entity, name: PersonSpan, row: readonly Mark[]): void {
  for (const mark of row) {
    if (mark.kind !== 'speech') continue;
    const behind = mark.props['side'] !== 'after' && mark.first >= name.last && mark.first - name.last <= 3;
    if (!behind && !(name.first >= mark.last && name.first - mark.last <= 10)) continue;
    entity.quoted = true;
    const { attitude } = mark.props;
    if (attitude !== 'denial' && attitude !== 'admission') entity.speaks = true;
  }
  if (closesQuote(passage, name)) {
    entity.speaks = true;
    entity.quoted = true;
  }
}

const AFTER_QUOTE = 80; // code units

/** '...," tegas perwira penerangan Kapten Inf X': whoever is named right behind a closing quote has said it. */
const closesQuote = ({ analysed, text }: Passage, { name }: PersonSpan): boolean =>
  analysed.quotes.some(
    (quote) =>
      name.start >= quote.end &&
      name.start - quote.end <= AFTER_QUOTE &&
      /^[,”"\s]{0,3}[a-z]/.test(text.slice(quote.end, quote.end + 4)) &&
      !/[.!?]\s/.test(text.slice(quote.end, name.start)),
  );
