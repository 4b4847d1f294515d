/** Partition: a group of a number of which an article tells part by part, where the printed numbers of the parts make up that of the group. */
import { HARD, type NumberMention } from '../text/text.js';
import { MOST_PEOPLE, alike, isUnofficial, newEntity, tellingByStatus, type Entity } from './entity.js';
import { evidenceOf, type Passage } from './passage.js';
import type { PeopleWords } from './people-words.js';

const FAR = 8; // sentences between a group and the last of its parts
const APART = 5; // sentences between two parts
const MOST_PARTS = 4;
const LEAST_PARTS = 2;
const MOST_MENTIONS = 40; // numbers that may be parts of one group
const NOUN = 5; // letters that a noun with a possessive ending has at least

/** One printed number that may be a part: of how many it tells; null for "the rest". */
interface Mention {
  size: number | null;
  sentence: number;
  first: number;
  last: number;
  /** Whoever is known already by that number. */
  known: Entity | null;
}

/**
 * "Sembilan perangkat desa ... Tujuh orang menggeleng. Dua sisanya mengaku": adds the parts and returns the groups that give
 * way to them (ruling 11.1: what befalls each part is told of it alone). Everything told of a group is told of each part.
 */
export function partGroups(entities: Entity[], passage: Passage, words: PeopleWords): Set<Entity> {
  const gone = new Set<Entity>();
  for (const group of entities.filter(isWhole)) {
    const mentions = mentionsBehind(group, entities, passage, words);
    const parts = partsOf(group.count ?? 0, mentions);
    if (parts === null || entities.length + parts.length > MOST_PEOPLE) continue;
    for (const tellings of parts) addPart(group, tellings, entities, passage);
    gone.add(group);
  }
  return gone;
}

/** Some of a printed number and kind, and nobody by name. */
const isWhole = (one: Entity): boolean =>
  one.name === null &&
  !one.universal &&
  (one.count ?? 0) > 1 &&
  one.min === one.max &&
  one.statuses.length > 0 &&
  isUnofficial(one) &&
  !one.heads;

function mentionsBehind(
  group: Entity,
  entities: readonly Entity[],
  passage: Passage,
  words: PeopleWords,
): Mention[] {
  const start = group.tellings[0];
  if (start === undefined) return [];
  const mentions: Mention[] = [];
  const until = passage.analysed.sentences[start.sentence + FAR]?.last ?? Infinity;
  for (const number of passage.analysed.numbers) {
    if (number.first < start.last || number.last > until || mentions.length >= MOST_MENTIONS) continue;
    const mention = readMention(group, number, entities, passage, words);
    if (mention !== null) mentions.push(mention);
  }
  for (const rest of restsBehind(start.last, until, passage, words)) mentions.push(rest);
  return mentions.toSorted((a, b) => a.first - b.first);
}

/** A number that counts people of the group, or of no told kind: "enam lainnya", "tiga nama lain", "yang dua". */
function readMention(
  group: Entity,
  number: NumberMention,
  entities: readonly Entity[],
  passage: Passage,
  words: PeopleWords,
): Mention | null {
  const size = number.value;
  if (number.sort !== 'count' || size === null || !Number.isInteger(size)) return null;
  if (size < 1 || size >= (group.count ?? 0)) return null;
  const { first, last } = number;
  const sentence = passage.analysed.sentences.findIndex((one) => one.first <= first && first < one.last);
  if (sentence < 0 || passage.muted[sentence] === true) return null;
  const known = entities.find(
    (one) =>
      one.name === null &&
      one.count === size &&
      one.tellings.some((telling) => telling.first >= last && telling.first - last <= 1),
  );
  if (known !== undefined)
    return isUnofficial(known) && (known.heads || known.statuses.length === 0 || alike(known, group))
      ? { size, sentence, first, last, known }
      : null;
  return countsPeople(passage, words, number) ? { size, sentence, first, last, known: null } : null;
}

/** Whether a number stands for people without their kind: "tujuh orang", "dua lainnya", "sebelas pemiliknya", "yang tujuh". */
function countsPeople({ analysed }: Passage, words: PeopleWords, { first, last }: NumberMention): boolean {
  const { folded, breakBefore, capital } = analysed.tokens;
  const next = folded[last] ?? '';
  const bound = (breakBefore[last] ?? HARD) < HARD;
  if (bound && capital[last] === 0) {
    if (words.parts.has(next)) return true;
    const isPossessed = words.possessives.some((ending) => next.endsWith(ending));
    if (isPossessed && next.length > NOUN && opensClause(breakBefore, first)) return true;
    // "tiga nama lain", "dua guru lainnya"
    if (words.partitives.has(folded[last + 1] ?? '') && (breakBefore[last + 1] ?? HARD) < HARD) return true;
  }
  return words.relatives.has(folded[first - 1] ?? '') && opensClause(breakBefore, first - 1);
}
const opensClause = (breakBefore: Uint8Array, token: number): boolean => (breakBefore[token] ?? 0) >= HARD;

/** "Sisanya mengaku": the rest, without a number of its own. */
function* restsBehind(
  from: number,
  until: number,
  { analysed, muted }: Passage,
  words: PeopleWords,
): Generator<Mention> {
  const { folded, breakBefore } = analysed.tokens;
  for (const [sentence, { first, last }] of analysed.sentences.entries()) {
    if (last <= from || first >= until || muted[sentence] === true) continue;
    for (let token = Math.max(first, from); token < last; token += 1) {
      if (!words.remainders.has(folded[token] ?? '') || !opensClause(breakBefore, token)) continue;
      yield { size: null, sentence, first: token, last: token + 1, known: null };
    }
  }
}

/** The first mentions that make up a number, each with those that repeat it; null where none do. */
function partsOf(whole: number, mentions: readonly Mention[]): Mention[][] | null {
  for (let from = 0; from + 1 < mentions.length; from += 1) {
    const parts: Mention[][] = [];
    let left = whole;
    let at = mentions[from]?.sentence ?? 0;
    for (const mention of mentions.slice(from)) {
      if (left > 0 && mention.sentence - at > APART) break;
      const told = parts.find(([one]) => one?.size === mention.size);
      const size = mention.size ?? left;
      if (told !== undefined && (left === 0 || size > left)) told.push(mention);
      else if (left > 0 && size <= left && parts.length < MOST_PARTS) {
        parts.push([{ ...mention, size }]);
        left -= size;
        at = mention.sentence;
      } else if (left > 0) break;
    }
    // "Yang satu tercatat di tim, satu lagi maju": what one sentence tells of all is one matter.
    const sentences = new Set(parts.flatMap(([one]) => one?.sentence ?? []));
    if (left === 0 && parts.length >= LEAST_PARTS && sentences.size > 1) return parts;
  }
  return null;
}

/** Adds a part, or makes one of whoever is known by its number. */
function addPart(group: Entity, mentions: readonly Mention[], entities: Entity[], passage: Passage): void {
  const [told] = mentions;
  if (told === undefined) return;
  const tellings = mentions.map((mention) => tellingByStatus(passage, mention));
  const [first, ...more] = tellings;
  if (first === undefined) return;
  const part = told.known ?? newEntity(entities.length, first);
  if (told.known === null) {
    entities.push(part);
    part.count = told.size;
    part.min = told.size;
    part.max = told.size;
    part.plural = (told.size ?? 0) > 1;
    part.countEvidence = evidenceOf(passage, told.first, told.last);
  }
  part.heads = false;
  part.statuses.push(...group.statuses);
  part.employment ??= group.employment;
  part.position ??= group.position;
  part.institution ??= group.institution;
  part.tellings.push(...more, ...group.tellings.filter(({ sentence }) => sentence !== first.sentence));
  part.tellings.sort((a, b) => a.first - b.first);
}
