/** References: unnamed people, their numbers, and the words that point back to people told of before. */
import type { Grammar } from '../model/dictionary.js';
import { pairsOf } from '../text/text.js';
import {
  MOST_PEOPLE,
  alike,
  isSpecific,
  isUnofficial,
  newEntity,
  sameOffice,
  type Entity,
  type Telling,
} from './entity.js';
import { VERBAL, startsOf } from './name-vetting.js';
import { isOrdinal } from './ordinals.js';
import type { Mark, Passage } from './passage.js';
import { readCount } from './people-counts.js';
import { peopleWords } from './people-words.js';
import { applyTitle } from './titles.js';

/** Titles without a name: "dua ASN", "seorang camat", "kades tersebut", "para guru". */
export function addUnnamed(
  passage: Passage,
  grammar: Grammar,
  entities: Entity[],
  cluster: readonly Mark[],
  sentence: number,
): void {
  const first = Math.min(...cluster.map((title) => title.first));
  const last = Math.max(...cluster.map((title) => title.last));
  const title = cluster.find((mark) => mark.kind === 'subject') ?? cluster[0];
  if (title === undefined || cluster.every((mark) => mark.kind === 'candidate')) return;
  const { start, end } = passage.analysed.tokens;
  const telling: Telling = {
    sentence,
    first,
    last,
    start: start[first] ?? 0,
    end: end[last - 1] ?? 0,
    how: 'status',
  };
  const entity = newEntity(entities.length, telling);
  for (const mark of cluster) if (mark.kind !== 'candidate') applyTitle(passage, entity, mark);
  readCount(passage, grammar, entity, { first, last });
  const back = pointsBack(passage, grammar, { first, last });
  const predicate = isPredicate(passage, grammar, first);
  const left = isPostLeft(passage, grammar, first);
  const earlier = left
    ? bareBefore(entities, title)
    : back || predicate || title.code === 'accused'
      ? meantBy(
          entities,
          entity,
          title,
          numberBefore(passage, grammar, title),
          predicate || isHeld(passage, grammar, first),
        )
      : [];
  entity.pointed = back && !entity.plural;
  entity.placed = isPlaced(passage, grammar, last);
  for (const other of earlier) {
    other.tellings.push(telling);
    other.accusedBy.push(...entity.accusedBy);
    if (other.statuses.length === 0 || earlier.length === 1) other.statuses.push(...entity.statuses);
  }
  // "terlapor", "terdakwa" alone tell nothing of who somebody is.
  if (earlier.length === 0 && title.code !== 'accused' && entities.length < MOST_PEOPLE)
    entities.push(entity);
}

/** "PNS, TNI": a capitalised word that is a title itself places nobody. */
const isTitleAt = (passage: Passage, token: number): boolean =>
  passage.marks.some((mark) => mark.kind === 'subject' && mark.first <= token && token < mark.last);

const PLACE_WITHIN = 4; // words between a title and the name of its place

/** "anggota PPD Distrik Kurima", "pendamping PKH di Kabupaten X": a capitalised name stands right behind the title. */
function isPlaced(passage: Passage, grammar: Grammar, last: number): boolean {
  const { folded, capital, breakBefore } = passage.analysed.tokens;
  for (let token = last; token < last + PLACE_WITHIN; token += 1) {
    if ((breakBefore[token] ?? HARD) >= HARD) return false;
    const word = folded[token] ?? '';
    if (capital[token] !== 0 && !isTitleAt(passage, token)) return true;
    if (/^\d/.test(word)) continue;
    if (!grammar.locatives.includes(word) && grammar.placeTypes[word] === undefined) return false;
  }
  return false;
}

/** "menonaktifkannya dari jabatan dekan", "dicopot dari posisinya sebagai camat": a post that somebody is taken from. */
function isPostLeft(passage: Passage, grammar: Grammar, first: number): boolean {
  const { folded } = passage.analysed.tokens;
  const at = grammar.apposers.includes(folded[first - 1] ?? '') ? first - 2 : first - 1;
  return grammar.posts.includes(folded[at] ?? '') && grammar.sources.includes(folded[at - 1] ?? '');
}

const POST_WITHIN = 3; // sentences between a name and the post that its bearer is taken from

/** The last person told of by nothing but a name. */
function bareBefore(entities: readonly Entity[], title: Mark): Entity[] {
  const bare = entities.findLast(
    (one) =>
      one.name !== null &&
      one.statuses.length === 0 &&
      one.authority === null &&
      one.other === null &&
      lastBefore(one, title.sentence, title.first) >= title.sentence - POST_WITHIN,
  );
  return bare === undefined ? [] : [bare];
}

/** Whether a verb of saying, ordering or urging follows within two words. */
function beforeSpeech(passage: Passage, sentence: number, token: number): boolean {
  return (passage.bySentence[sentence] ?? []).some(
    (mark) =>
      (mark.kind === 'speech' || (mark.kind === 'step' && mark.voice === 'active')) &&
      mark.first >= token &&
      mark.first - token <= 2,
  );
}

/** The number of a word such as "keempatnya" or "kedua" right before a title; 0 when none stands there. */
const numberBefore = (passage: Passage, grammar: Grammar, { first, sentence }: Mark): number =>
  isOrdinal(passage, sentence, first - 1)
    ? 0
    : Number(grammar.anaphors[passage.analysed.tokens.folded[first - 1] ?? ''] ?? 0);

const COPULA = 5; // words for being something between a pronoun and what its bearer is

/**
 * "Ia guru di ...", "Ia adalah seorang guru", "Perempuan 35 tahun itu sehari-hari bekerja sebagai bidan", "... bahwa yang
 * bersangkutan adalah PNS": a pronoun or what stands for one, and right behind it what somebody told of before is.
 */
function isPredicate({ analysed }: Passage, grammar: Grammar, first: number): boolean {
  const { words: printed, folded, breakBefore } = analysed.tokens;
  const words = peopleWords(grammar);
  let token = first - 1;
  while (
    first - 1 - token < COPULA &&
    (breakBefore[token + 1] ?? HARD) < HARD &&
    !words.demonstratives.has(folded[token] ?? '') &&
    (words.apposers.has(folded[token] ?? '') || words.holding.has(folded[token] ?? ''))
  )
    token -= 1;
  if ((breakBefore[token + 1] ?? HARD) >= HARD) return false;
  const word = folded[token] ?? '';
  // "yang bersangkutan adalah"
  if (token < first - 1 && pairsOf(grammar.anaphors).two(printed[token - 1], printed[token]) === '1')
    return true;
  if (grammar.anaphors[word] === '1') return (breakBefore[token] ?? 0) >= SENTENCE;
  if (token === first - 1 || !words.demonstratives.has(word)) return false;
  for (let back = token - 1; back >= token - PHRASE; back -= 1) {
    if (words.persons.has(folded[back] ?? '')) return (breakBefore[back] ?? 0) >= SENTENCE;
    if ((breakBefore[back] ?? SENTENCE) > 0) return false;
  }
  return false;
}
const SENTENCE = 3;

/** "Pejabat yang sehari-hari menjabat sekretaris dinas itu": behind a word for holding stands what somebody told of is. */
const isHeld = (passage: Passage, grammar: Grammar, token: number): boolean =>
  [1, 2].some((back) => peopleWords(grammar).holding.has(passage.analysed.tokens.folded[token - back] ?? ''));

/** Whom a title with "itu", or a word such as "terlapor", means: those told of before that it fits. */
function meantBy(
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
    return pointedAt(
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

/** An official who speaks in the sentence at hand. */
const isTeller = ({ speaks, authority }: Entity, here: boolean): boolean =>
  here && speaks && authority !== null;

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

/** The singulars that point at somebody. */
const isPointing = ({ singulars }: Grammar, word: string): boolean =>
  singulars[2] === word || singulars[3] === word;

/** A demonstrative behind the title, or behind the place name that goes with it. */
function pointsBack(passage: Passage, grammar: Grammar, title: Pick<Mark, 'first' | 'last'>): boolean {
  const { folded, capital, breakBefore } = passage.analysed.tokens;
  if (isPointing(grammar, folded[title.first - 1] ?? '')) return true;
  // "kelima guru" are the five told of before.
  if (Number(grammar.anaphors[folded[title.first - 1] ?? ''] ?? 0) > 1) return true;
  for (let token = title.last; token < title.last + 4; token += 1) {
    if ((breakBefore[token] ?? 0) >= 2) return false;
    if (grammar.demonstratives.includes(folded[token] ?? '')) return true;
    if (capital[token] === 0) break;
  }
  return pointsBackFar(passage, grammar, title);
}

const FAR = 14; // words of a noun phrase before its demonstrative

/** "Dosen ilmu politik pada sebuah universitas di Kota Gorontalo itu": a phrase without number or verb that a demonstrative closes. */
function pointsBackFar(passage: Passage, grammar: Grammar, title: Pick<Mark, 'first' | 'last'>): boolean {
  const { folded, capital, breakBefore } = passage.analysed.tokens;
  const words = peopleWords(grammar);
  const before = folded[title.first - 1] ?? '';
  if (words.singulars.has(before) || words.plurals.has(before) || words.universals.has(before)) return false;
  if ((breakBefore[title.first] ?? 0) < 2 && passage.analysed.numbers.some((one) => one.last === title.first))
    return false;
  const verbs = verbsOf(passage);
  let unknown = 0;
  let placed = false;
  for (let token = title.last; token < title.last + FAR; token += 1) {
    if ((breakBefore[token] ?? 0) >= 2 || verbs[token] === 1) return false;
    const word = folded[token] ?? '';
    // Behind a place name the demonstrative belongs to the whole phrase, behind another noun to that noun.
    if (words.demonstratives.has(word))
      return token > title.last + 1 && (!placed || capital[token - 1] !== 0);
    if (grammar.locatives.includes(word)) placed = true;
    if (capital[token] === 0 && !words.links.has(word)) unknown += 1;
    if (unknown > 4) return false;
  }
  return false;
}
const verbStarts = new WeakMap<Passage, Uint8Array>();

/** By token: 1 where a verb or a cue begins. */
function verbsOf(passage: Passage): Uint8Array {
  const starts = verbStarts.get(passage) ?? startsOf(passage, VERBAL);
  verbStarts.set(passage, starts);
  return starts;
}

const sharesTitle = (a: Entity, b: Entity): boolean =>
  alike(a, b) || (b.accusedBy.length > 0 && a.accusedBy.length > 0);

/** "keduanya", "yang bersangkutan", "ia": further tellings of those told of before. */
export function addAnaphors(passage: Passage, grammar: Grammar, entities: Entity[], index: number): void {
  const sentence = passage.analysed.sentences[index];
  if (sentence === undefined) return;
  const { words: printed, folded, start, end } = passage.analysed.tokens;
  const anaphors = pairsOf(grammar.anaphors);
  const { persons } = peopleWords(grammar);
  for (let token = sentence.first; token < sentence.last; token += 1) {
    const two = anaphors.two(printed[token], printed[token + 1]);
    const words = two === undefined ? 1 : 2;
    const number =
      two ??
      anaphors.one(printed[token]) ??
      (persons.has(folded[token] ?? '') ? personAt(passage, grammar, index, token) : undefined);
    if (number === undefined || isBareNumeral(passage, grammar, index, token, Number(number))) continue;
    const subject =
      Number(number) === 1 && isObjectHere(passage, grammar, index, token)
        ? lastToldHere(entities, index, token)
        : undefined;
    for (const entity of pointedAt(
      entities.filter((one) => one !== subject),
      Number(number),
      index,
      token,
      !beforeSpeech(passage, index, token + words),
    )) {
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

/** "Kepala dinas sudah memanggil yang bersangkutan": right behind an active verb, other than one of saying, stands its object. */
function isObjectHere(passage: Passage, grammar: Grammar, index: number, token: number): boolean {
  const { folded, capital, breakBefore } = passage.analysed.tokens;
  const verb = folded[token - 1] ?? '';
  return (
    verb.length >= SHORTEST_VERB &&
    capital[token - 1] === 0 &&
    (breakBefore[token] ?? 0) === 0 &&
    grammar.activePrefixes.some((prefix) => verb.startsWith(prefix)) &&
    !(passage.bySentence[index] ?? []).some((mark) => mark.kind === 'speech' && mark.last === token)
  );
}
const SHORTEST_VERB = 6; // letters

/** Who is told of last in a sentence before a token: the subject of the verb that stands there. */
const lastToldHere = (entities: readonly Entity[], sentence: number, token: number): Entity | undefined =>
  entities
    .filter(({ tellings }) => tellings.some((one) => one.sentence === sentence && one.first < token))
    .toSorted((a, b) => lastToken(b, token) - lastToken(a, token))[0];

const PHRASE = 5; // words of a person's phrase before its demonstrative

/**
 * "Perempuan 41 tahun itu": one, where a word for a person stands at the token, a demonstrative closes the phrase and
 * nothing in it counts or names.
 */
function personAt(passage: Passage, grammar: Grammar, index: number, token: number): string | undefined {
  const words = peopleWords(grammar);
  const { folded, breakBefore, capital } = passage.analysed.tokens;
  const before = folded[token - 1] ?? '';
  if (words.plurals.has(before) || words.universals.has(before) || words.singulars.has(before))
    return undefined;
  if (passage.analysed.numbers.some((one) => one.last === token && one.max > 1)) return undefined;
  const own = passage.bySentence[index] ?? [];
  for (let next = token + 1; next <= token + PHRASE; next += 1) {
    if ((breakBefore[next] ?? HARD) >= HARD || capital[next] !== 0) return undefined;
    if (words.demonstratives.has(folded[next] ?? '')) return '1';
    if (own.some((mark) => mark.first === next && TELLS_WHO.has(mark.kind))) return undefined;
  }
  return undefined;
}
const HARD = 2; // a comma or more
const TELLS_WHO = new Set<string>(['subject', 'position', 'role', 'candidate']);

/** "kedua peristiwa", "ketiga kalinya": a numeral that counts no people. */
function isBareNumeral(
  passage: Passage,
  grammar: Grammar,
  index: number,
  token: number,
  number: number,
): boolean {
  const word = passage.analysed.tokens.folded[token] ?? '';
  if (number < 2 || grammar.possessives.some((ending) => word.endsWith(ending))) return false;
  if (isOrdinal(passage, index, token)) return true;
  return !(passage.bySentence[index] ?? []).some(
    (mark) => (mark.kind === 'subject' || mark.kind === 'role') && mark.first === token + 1,
  );
}

/** Who a pronoun means: the last told-of persons that make up the number; groups of just that size first. */
function pointedAt(
  entities: readonly Entity[],
  number: number,
  sentence: number,
  token: number,
  ofAccused = true,
): Entity[] {
  const recent = entities
    .filter(
      (entity) =>
        isSpecific(entity) && lastBefore(entity, sentence, token) >= sentence - (number > 2 ? 6 : 4),
    )
    .toSorted((a, b) => lastToken(b, token) - lastToken(a, token));
  if (number === 0) {
    const roll = rollBefore(recent, sentence, token);
    if (roll.length > 1) return roll;
    const several = recent.filter((entity) => entity.plural || (entity.count ?? 0) > 1);
    return several.toSorted((a, b) => Number(a.heads) - Number(b.heads)).slice(0, 1);
  }
  if (number === 1) {
    const singles = recent.filter((entity) => (entity.count ?? 1) === 1 && !entity.plural);
    // "ia" without a verb of saying is rather the one spoken of than the official who speaks.
    const spokenOf = singles.find(
      (entity) =>
        entity.statuses.length > 0 &&
        !entity.speaks &&
        (entity.authority === null || entity.authority === 'none'),
    );
    if (ofAccused && spokenOf !== undefined) return [spokenOf];
    const [last] = singles;
    if (last === undefined || !ofAccused || !isTeller(last, lastBefore(last, sentence, token) === sentence))
      return singles.slice(0, 1);
    // "Kepala dinas X membenarkan yang bersangkutan ...": he speaks of whom nothing but the name was told before.
    return [singles.find((entity) => isBareQuiet(entity)) ?? last];
  }
  const group = recent.find((entity) => entity.count === number && !entity.heads);
  if (group !== undefined) return [group];
  const heads = recent.find((entity) => entity.count === number);
  if (heads !== undefined && lastBefore(heads, sentence, token) >= sentence - 1) return [heads];
  // "keduanya", "ketiga terlapor": the last told of whose numbers make up the number.
  const parts: Entity[] = [];
  let left = number;
  for (const entity of recent) {
    const count = entity.count ?? (entity.office && !entity.plural ? 1 : 0);
    if (
      entity.heads ||
      count < 1 ||
      count > left ||
      (entity.authority !== null && entity.authority !== 'none')
    )
      continue;
    if (entity.speaks && entity.authority !== null && entity.accusedBy.length === 0) continue;
    parts.push(entity);
    left -= count;
    if (left === 0) return parts;
  }
  return heads === undefined ? [] : [heads];
}

const isBareQuiet = ({ name, statuses, authority, other, speaks, heard }: Entity): boolean =>
  name !== null && statuses.length === 0 && authority === null && other === null && !speaks && !heard;

/** Those named one after the other in the sentence before, or in this one. */
function rollBefore(recent: readonly Entity[], sentence: number, token: number): Entity[] {
  const last = recent.find((entity) => !(entity.speaks && entity.authority !== null));
  if (last === undefined || last.roll === null || last.name === null) return [];
  return recent.filter(
    (entity) =>
      entity.roll === last.roll &&
      lastBefore(entity, sentence, token) >= sentence - 1 &&
      isUnofficial(entity),
  );
}

function lastBefore({ tellings }: Entity, sentence: number, token: number): number {
  let last = -99;
  for (const one of tellings)
    if (one.first < token && one.sentence <= sentence && one.sentence > last) last = one.sentence;
  return last;
}

function lastToken({ tellings }: Entity, token: number): number {
  let last = -1;
  for (const { first } of tellings) if (first < token && first > last) last = first;
  return last;
}
