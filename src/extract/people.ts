/** People: finds who is told of in the body: named persons with their positions, and unnamed groups with their counts. */
import type { Grammar } from '../model/dictionary.js';
import { clusterTitles, findBearers, holdsOffice } from './bearers.js';
import type { Ground, PersonSpan } from './person-spans.js';
import type { Entity } from './entity.js';
import { nameEntity, recallSpeakers } from './known-people.js';
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
  isOfPair,
  isPlaceName,
  isTitle,
  namesPlace,
  startsOf,
} from './name-vetting.js';
import type { Mark, Passage } from './passage.js';
import { isRankOnly, mergeEntities, spellOut } from './merge-people.js';
import { peopleWords } from './people-words.js';
import { findShortened } from './shortened-names.js';
import { addAnaphors, addUnnamed } from './references.js';
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
        !isBorrowed(row, mark) &&
        !initials.some((name) => name.first < mark.last && mark.first < name.last),
    );
    const used = new Set<Mark>();
    for (const { name, own, list } of findBearers(ground, names, titles)) {
      const entity = nameEntity(ground, entities, name, own, index);
      if (entity === null) continue;
      if (own.length === 0 && isOfPair(passage, name, names)) entity.other ??= 'beneficiary';
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
