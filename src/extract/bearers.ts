/** Bearers: decides which offices, statuses and roles told around a name belong to whoever bears it. */
import { HARD, LOWER, SENTENCE } from '../text/text.js';
import type { Mark } from './passage.js';
import { leadOf, tailOf, type Bearer, type Ground, type PersonSpan } from './person-spans.js';
import { isRestOfPlace } from './rests-of-places.js';
import { numberRolls } from './rolls.js';
import { overlapping, titlesBehind } from './titles-behind.js';
import { titlesBefore, explained, isGroup, isJoined, nearestBefore } from './titles-before.js';
import { isWork } from './title-clusters.js';

/** The titles of each name of a sentence, in the order of the names. Names that are but the rest of a place are left out. */
export function findBearers(ground: Ground, names: readonly PersonSpan[], titles: readonly Mark[]): Bearer[] {
  const people = names.flatMap((name, index) => {
    const behind = names.slice(index + 1);
    if (isAlias(ground, names[index - 1], name) || isRestOfPlace(ground, name, behind, titles)) return [];
    const alias = behind[0];
    return [alias !== undefined && isAlias(ground, name, alias) ? { ...name, last: alias.last } : name];
  });
  const found = people.map((name): Bearer => ({
    name,
    own: titlesBefore(ground, name, people, titles),
    list: null,
    roll: null,
  }));
  numberLists(ground, found);
  numberRolls(ground, found);
  shareTitles(ground, found, titles);
  passEmployers(found);
  for (const one of found) {
    const { own, tied } = titlesBehind(ground, one.name, titles);
    if (one.own.length > 0) {
      // "Bidan ES berstatus PTT": what is told of the employment behind a name adds to the office before it.
      // "Terlapor, Budi, adalah ASN": so it does to a word for any accused.
      const bare = one.own.every((title) => title.kind === 'role' && title.code === 'accused');
      // "Penyuluh KB, inisial SLV, PNS, ...": and so does a bare employment between commas.
      const employed = one.own.some(isWork) && own.every((title) => title.props['employment'] !== undefined);
      if (tied || bare || employed)
        one.own = [...one.own, ...own.filter((title) => title.kind === 'subject')];
      continue;
    }
    one.own = own;
    // "MSL dan HP adalah tenaga harian lepas"
    if (tied && one.list !== null)
      for (const mate of found) if (mate.list === one.list && mate.own.length === 0) mate.own = own;
  }
  return found;
}

/** "JFR alias Jefry": a further name of the one before. */
export const isAlias = (
  { passage, words }: Ground,
  left: PersonSpan | undefined,
  right: PersonSpan,
): boolean =>
  left !== undefined &&
  right.first - left.last === 1 &&
  words.aliases.has(passage.analysed.tokens.folded[left.last] ?? '');

/** Names parted by nothing but commas, ages and words of listing are a list. */
function numberLists(ground: Ground, found: Bearer[]): void {
  found.forEach((right, index) => {
    const left = found[index - 1];
    if (left === undefined || !isListed(ground, left, right)) return;
    left.list ??= left.name.first;
    right.list = left.list;
  });
}

/** "Kedua guru itu, SH dan RA": what is told of several before a list of names is told of each. */
function shareTitles(ground: Ground, found: Bearer[], titles: readonly Mark[]): void {
  for (let index = 0; index + 1 < found.length; index += 1) {
    const head = found[index];
    if (head === undefined) continue;
    const lead = leadOf(head.name);
    const group = nearestBefore(titles, lead);
    if (group === null || (head.own.length > 0 && !head.own.includes(group))) continue;
    const bracketed = explained(ground, titles, group).length > 0;
    if (
      !isJoined(ground, group.last, lead, bracketed) ||
      !(isGroup(ground, group) || isSeveral(ground, group))
    )
      continue;
    let next = index + 1;
    while (next < found.length && isOneRoll(found[next - 1], found[next])) next += 1;
    if (next - index < 2) continue;
    const shared = overlapping(titles, group);
    for (const one of found.slice(index, next)) if (one.own.length === 0) one.own = shared;
    index = next - 1;
  }
}

/**
 * "peneliti Borneo Watch, Ahmad Z": behind the role of an outsider, the first of two names parted by a comma alone is
 * rather that of his house; the second bears the role too.
 */
function passEmployers(found: readonly Bearer[]): void {
  found.forEach((left, index) => {
    const right = found[index + 1];
    const alone = left.list !== found[index - 1]?.list && left.list !== found[index + 2]?.list;
    if (right === undefined || right.own.length > 0 || left.list === null || left.list !== right.list) return;
    const role = left.own.find((title) => title.kind === 'role' && OUTSIDERS.has(title.code));
    if (alone && role?.last === left.name.first && tailOf(left.name) === leadOf(right.name))
      right.own = [role];
  });
}

const OUTSIDERS = new Set<string>(['observer', 'lawyer', 'complainant']);

const isOneRoll = (left: Bearer | undefined, right: Bearer | undefined): boolean =>
  left?.roll !== null && left?.roll === right?.roll;

/** "Kedua guru": a number word that points back. */
function isSeveral({ passage, words }: Ground, title: Mark): boolean {
  const word = passage.analysed.tokens.folded[title.first - 1] ?? '';
  return words.groups.has(word) || words.groups.has(passage.analysed.tokens.folded[title.first] ?? '');
}

/** Nothing but commas, ages and words of listing between two names. */
function isListed(
  ground: Ground,
  left: { name: PersonSpan } | undefined,
  right: { name: PersonSpan } | undefined,
): boolean {
  if (left === undefined || right === undefined) return false;
  const { folded, capital, breakBefore, kind } = ground.passage.analysed.tokens;
  const to = leadOf(right.name);
  for (let token = tailOf(left.name); token < to; token += 1) {
    if ((breakBefore[token] ?? 0) >= SENTENCE) return false;
    const word = folded[token] ?? '';
    if (
      kind[token] === 0 &&
      capital[token] === LOWER &&
      !ground.words.lists.has(word) &&
      !ground.words.ages.has(word)
    )
      return false;
  }
  const between = to - tailOf(left.name);
  return between <= 4 && (breakBefore[to] ?? 0) < SENTENCE && (between > 0 || (breakBefore[to] ?? 0) >= HARD);
}
