/** People: finds who is told of in the body: named persons with their positions, and unnamed groups with their counts. */
import { INSTITUTION_CODES } from '../model/code-lists.js';
import type { InstitutionCode } from '../model/codes.js';
import { HARD, isSameName } from '../text/text.js';
import type { Grammar } from '../model/grammar.js';
import { findBearers, isAlias } from './bearers.js';
import { clusterTitles } from './title-clusters.js';
import { holdsOffice } from './titles-behind.js';
import { leadOf, tailOf, type Ground, type PersonSpan } from './person-spans.js';
import { addImplied, type Entity } from './entity.js';
import { isItem } from './items.js';
import { hasOwnSubject, hasSpeakerBetween } from './own-subjects.js';
import { nameEntity, recallSpeakers } from './known-people.js';
import { findLone } from './lone-names.js';
import { findThings } from './named-things.js';
import {
  OFFICIAL,
  VERBAL,
  bySentence,
  cleanName,
  coverTokens,
  datelineEnd,
  isBorrowed,
  isFormer,
  isInvented,
  isOfBuilding,
  isOfKin,
  isOfPair,
  isPlaceName,
  isTitle,
  namesPlace,
  startsOf,
} from './name-vetting.js';
import type { Mark, Passage } from './passage.js';
import { countHeads } from './heads.js';
import { isRankOnly, mergeEntities } from './merge-people.js';
import { spellOut } from './spell-out.js';
import { peopleWords } from './people-words.js';
import { findShortened } from './shortened-names.js';
import { addAnaphors } from './anaphors.js';
import { addUnnamed } from './unnamed.js';
import { applyTitle } from './titles.js';

const RANK_SAYS = 6; // how specific a rank is as a status

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
    passage.analysed.names.filter((name) => name.start < dateline).map(({ core }) => core.toLowerCase()),
  );
  const shortened = findShortened(ground, isTitle);
  const lone = findLone(ground, isTitle, dateline);
  const things = findThings(passage, words, isPlaceToken);
  let items: number | null = null; // the list of lines that a sentence is an item of
  passage.analysed.sentences.forEach((_, index) => {
    if (passage.muted[index] === true) return;
    const row = passage.bySentence[index] ?? [];
    const offices = row.filter(isTitle);
    const names = [...(namesOf[index] ?? []), ...(shortened[index] ?? []), ...(lone[index] ?? [])]
      .toSorted((a, b) => a.first - b.first)
      .filter(
        (name) =>
          name.start >= dateline &&
          !outlets.has(name.core.toLowerCase()) &&
          !namesPlace(passage, grammar, row, name) &&
          !things.isThing(name, offices),
      )
      .flatMap((name) => cleanName(ground, name));
    recallSpeakers(passage, entities, row, index, names);
    const initials = names.filter((name) => name.name.initials);
    // "PLD" may be somebody's initials as well as a word for village facilitators.
    const titles = offices.filter(
      (mark) =>
        !isPlaceName(ground, mark) &&
        !isFormer(ground, mark) &&
        !isOfKin(ground, mark) &&
        !isOfBuilding(row, mark) &&
        !isBorrowed(ground, row, mark) &&
        !initials.some((name) => name.first < mark.last && mark.first < name.last),
    );
    const used: Mark[] = [];
    const item = isItem(passage.analysed, index);
    if (!item) items = null;
    for (const { name, own: told, list, roll } of findBearers(ground, names, titles)) {
      const own = told.filter((title) => !isOfAnother(ground, entities, name, title));
      const entity = nameEntity(ground, entities, { name, own, list, roll }, index);
      if (entity === null) continue;
      if (own.length === 0 && isOfPair(passage, name, names)) entity.other ??= 'beneficiary';
      for (const title of own) {
        used.push(title);
        // "Penasihat hukum Syahrani" is not Syahrani.
        if (title.kind === 'role' && entity.statuses.length > 0 && title.code !== 'accused') continue;
        applyTitle(passage, entity, title);
        if (holdsOffice(passage, words, title)) entity.office = true;
      }
      applyRank(grammar, entity, name, index);
      const alias = names.find((other) => other.first > name.first && isAlias(ground, name, other));
      if (alias !== undefined) entity.variants.push(alias.text);
      if (list !== null) entity.list ??= list;
      if (item) items ??= name.first;
      entity.roll ??= items ?? roll;
      // "Perempuan berinisial YK itu": told of before.
      if (name.name.initials && words.demonstratives.has(passage.analysed.tokens.folded[name.last] ?? ''))
        entity.pointed = true;
      applySpeech(passage, entity, name, own, row);
      applyBody(passage, grammar, entity, name, row);
    }
    for (const cluster of clusterTitles(
      passage,
      words.apposers,
      titles.filter((title) => !used.includes(title)),
    ))
      addUnnamed(passage, grammar, entities, cluster, index);
    countHeads(ground, grammar, entities, index);
    markWitnesses(row, entities);
    addAnaphors(passage, grammar, entities, index);
  });
  for (const entity of entities)
    if (entity.speaks && entity.authority === null && isRankOnly(entity)) entity.authority = 'none';
  for (const entity of entities) if (isInvented(passage, entity)) entity.name = null;
  return spellOut(mergeEntities(entities, passage, words), passage, words);
}

/**
 * "Kepada penyidik Bawaslu, Bambang mengaku ...": who is known by another status is not of the watchers whose office stands
 * before a comma.
 */
function isOfAnother(
  { passage }: Ground,
  entities: readonly Entity[],
  name: PersonSpan,
  title: Mark,
): boolean {
  if (title.kind !== 'position' || title.last > name.first) return false;
  if ((passage.analysed.tokens.breakBefore[leadOf(name)] ?? 0) !== HARD) return false;
  const watches = (passage.bySentence[title.sentence] ?? []).some(
    (mark) =>
      mark.kind === 'institution' &&
      WATCHERS.has(mark.code) &&
      mark.first >= title.first &&
      mark.last <= title.last + 1,
  );
  return (
    watches &&
    entities.some(
      (entity) =>
        entity.name !== null &&
        (entity.authority === null || entity.authority === 'none') &&
        entity.statuses.length > 0 &&
        entity.variants.some((variant) => isSameName(variant, name.text, NAME_SAME)),
    )
  );
}
const NAME_SAME = 0.86;
const WATCHERS = new Set<string>([
  'bawaslu_local',
  'bawaslu_ri',
  'panwascam',
  'inspektorat',
  'gakkumdu',
  'kasn',
  'bkn',
]);

/** "Kelian Dinas X, yang dimintai keterangan sebagai saksi": whoever is told of right before is no accused. */
function markWitnesses(row: readonly Mark[], entities: readonly Entity[]): void {
  for (const mark of row) {
    if (mark.kind !== 'role' || mark.code !== 'witness' || mark.props['points'] === undefined) continue;
    let last: Entity | null = null;
    let at = -1;
    for (const entity of entities)
      for (const telling of entity.tellings)
        if (telling.sentence === mark.sentence && telling.first < mark.last && telling.first > at)
          [last, at] = [entity, telling.first];
    if (last !== null) last.heard = true;
  }
}

/** "Aipda DH": a rank tells which force its bearer serves in. */
function applyRank(grammar: Grammar, entity: Entity, name: PersonSpan, sentence: number): void {
  for (const title of name.name.titles) {
    const rank = title.toLowerCase().replace(/\./g, '').replace(/\s+/g, ' ');
    const force = grammar.ranks[rank] ?? grammar.ranks[rank.split(' ')[0] ?? ''];
    if (force === undefined || entity.statuses.some((status) => status.code === force)) continue;
    addImplied(entity, { code: force, specificity: RANK_SAYS }, `subject/rank-${force}`, {
      ...name.name,
      sentence,
    });
  }
}

/** A verb of saying next to a name makes its bearer a speaker; one that only denies or admits is quoted. */
function applySpeech(
  passage: Passage,
  entity: Entity,
  name: PersonSpan,
  titles: readonly Mark[],
  row: readonly Mark[],
): void {
  const from = titles.reduce((first, title) => Math.min(first, title.first), leadOf(name));
  // "Devi selaku Dandim menyebut": an office told behind the name belongs to it.
  const titled = titles.reduce(
    (last, title) => (title.first >= name.last ? Math.max(last, title.last) : last),
    tailOf(name),
  );
  for (const mark of row) {
    if (mark.kind !== 'speech') continue;
    const behind = mark.props['side'] !== 'after' && mark.first >= tailOf(name) && mark.first - titled <= 3;
    const ahead = mark.props['side'] !== 'before' && name.first >= mark.last && name.first - mark.last <= 10;
    if (!behind && (!ahead || hasOwnSubject(passage, mark) || hasSpeakerBetween(passage, mark, from)))
      continue;
    entity.quoted = true;
    const { attitude } = mark.props;
    if (attitude !== 'denial' && attitude !== 'admission') entity.speaks = true;
  }
  if (closesQuote(passage, name)) {
    entity.speaks = true;
    entity.quoted = true;
  }
}

/** "Andi dari Bawaslu X": the body told of right behind a name is the one that its bearer speaks for. */
function applyBody(
  passage: Passage,
  grammar: Grammar,
  entity: Entity,
  name: PersonSpan,
  row: readonly Mark[],
): void {
  if (entity.authority !== null || entity.other !== null) return;
  // "Penyidik Gakkumdu, Iptu X": an officer in apposition to the body that he serves.
  const served = row.find((mark) => mark.kind === 'institution' && mark.last === leadOf(name));
  if (isRankOnly(entity) && served !== undefined) {
    entity.authority = codeOf(served);
  }
  if (entity.statuses.length > 0) return;
  const tail = tailOf(name);
  if (!grammar.origins.includes(passage.analysed.tokens.folded[tail] ?? '')) return;
  const body = row.find((mark) => mark.kind === 'institution' && mark.first === tail + 1);
  if (body === undefined || body.props['body'] === 'legislature') return;
  entity.authority = codeOf(body) ?? 'none';
}

/** The code of a body that has one. */
const codeOf = ({ code }: Mark): InstitutionCode | null =>
  INSTITUTION_CODES.find((one) => one === code) ?? null;

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
