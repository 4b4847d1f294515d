/** Unnamed people: titles without a name, as people of their own or as further tellings of those told of before. */
import type { Grammar } from '../model/grammar.js';
import { HARD } from '../text/text.js';
import { MOST_PEOPLE, newEntity, tellingByStatus, type Entity } from './entity.js';
import { coverTokens } from './name-vetting.js';
import { isOrdinal } from './ordinals.js';
import type { Mark, Passage } from './passage.js';
import { readCount } from './people-counts.js';
import { applyTitle } from './titles.js';
import { lastBefore } from './told-before.js';
import { isHeld, isPredicate, pointsBack } from './pointing-back.js';
import { meantBy } from './meant-by.js';

/** Titles without a name: "dua ASN", "seorang camat", "kades tersebut", "para guru". */
export function addUnnamed(
  passage: Passage,
  grammar: Grammar,
  entities: Entity[],
  cluster: readonly Mark[],
  sentence: number,
): void {
  const title = cluster.find((mark) => mark.kind === 'subject') ?? cluster[0];
  if (title === undefined || cluster.every((mark) => mark.kind === 'candidate')) return;
  const entity = tellByTitles(passage, grammar, entities.length, cluster, sentence);
  const [telling] = entity.tellings;
  if (telling === undefined) return;
  const { first, last } = telling;
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
  for (const other of earlier) {
    other.tellings.push(telling);
    other.accusedBy.push(...entity.accusedBy);
    if (other.statuses.length === 0 || earlier.length === 1) other.statuses.push(...entity.statuses);
  }
  // "terlapor", "terdakwa" alone tell nothing of who somebody is.
  if (earlier.length === 0 && title.code !== 'accused' && entities.length < MOST_PEOPLE)
    entities.push(entity);
}

/** Somebody of whom nothing is known but what these titles of a sentence say. */
export function tellByTitles(
  passage: Passage,
  grammar: Grammar,
  id: number,
  cluster: readonly Mark[],
  sentence: number,
): Entity {
  const first = Math.min(...cluster.map((title) => title.first));
  const last = Math.max(...cluster.map((title) => title.last));
  const entity = newEntity(id, tellingByStatus(passage, { sentence, first, last }));
  for (const mark of cluster) if (mark.kind !== 'candidate') applyTitle(passage, entity, mark);
  readCount(passage, grammar, entity, { first, last });
  entity.placed = isPlaced(passage, grammar, last);
  return entity;
}

const titleTokens = new WeakMap<Passage, Uint8Array>();

/** "PNS, TNI": a capitalised word that is a title itself places nobody. */
function isTitleAt(passage: Passage, token: number): boolean {
  const covered = titleTokens.get(passage) ?? coverTokens(passage, TITLES);
  titleTokens.set(passage, covered);
  return covered[token] === 1;
}
const TITLES = new Set<string>(['subject']);

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

/** The number of a word such as "keempatnya" or "kedua" right before a title; 0 when none stands there. */
const numberBefore = (passage: Passage, grammar: Grammar, { first, sentence }: Mark): number =>
  isOrdinal(passage, sentence, first - 1)
    ? 0
    : Number(grammar.anaphors[passage.analysed.tokens.folded[first - 1] ?? ''] ?? 0);
