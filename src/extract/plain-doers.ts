/** Plain doers: people without a name or number of whom a sentence says all the same, by its build, that they did an act. */
import { UNSPECIFIED_ACT } from '../model/code-lists.js';
import type { Grammar } from '../model/grammar.js';
import { isHead, isOversight } from './accusable.js';
import { isActual, quoteAt } from './modality.js';
import { isAgentMarked } from './parts-in-acts.js';
import type { Mark, Passage } from './passage.js';
import { saysSo, type Present } from './present.js';

const SPOUSE = 'spouse_campaign_no_leave';
const WITHIN = 10; // words between somebody and his act
const TELLS_WHOSE = new Set<string>(['role', 'object', 'subject']); // "istri Bupati X", "rumah Camat Y"

/**
 * "Kades Sidomulyo mengarahkan ...", "... dilakukan Bupati X": an office or kind of staff, told with its place or told to
 * be charged with it, stands as the subject or the named agent of a concrete act.
 */
export function isPlainDoer(
  passage: Passage,
  mark: Mark,
  one: Present,
  present: readonly Present[],
  grammar: Grammar,
): boolean {
  const { entity, telling } = one;
  if (!isActual(mark.reality) || mark.reality === 'denied' || mark.code === UNSPECIFIED_ACT) return false;
  if (entity.name !== null || entity.count !== null || entity.other !== null) return false;
  if (entity.universal && !entity.placed) return false;
  if (entity.statuses.length === 0 || isOversight(entity) || telling.how !== 'status') return false;
  if (isAnothers(passage, telling.first, telling.sentence)) return false;
  if (isSpouse(mark, one)) return true;
  if (
    isNamedAgent(passage, mark, one, grammar) ||
    isOwner(passage, mark, one, grammar) ||
    opensAct(mark, one)
  )
    return isMeant(passage, mark, one);
  if (telling.first >= mark.first || mark.first - telling.last > WITHIN) return false;
  const between = present.some(
    (other) =>
      other.entity !== entity && other.telling.first >= telling.last && other.telling.last <= mark.first,
  );
  return !between && isMeant(passage, mark, one);
}

/** Told with its place, or charged in the same breath. */
function isMeant(passage: Passage, mark: Mark, { entity, telling }: Present): boolean {
  if (entity.placed) return true;
  if (!isHead(entity) && !entity.statuses.some(({ code }) => code === 'head_of_region')) return false;
  return (
    mark.reality === 'alleged' ||
    (passage.bySentence[mark.sentence] ?? []).some(
      (other) =>
        (other.kind === 'modality' &&
          other.code === 'alleged' &&
          other.first > mark.first &&
          other.last <= telling.first) ||
        (other.kind === 'step' &&
          CHARGES.has(other.code) &&
          other.voice === 'passive' &&
          other.first >= telling.last &&
          other.first - telling.last <= 1),
    )
  );
}
const CHARGES = new Set<string>(['reported', 'exposed_public', 'examined', 'summoned']);

/** "... diduga dilakukan Kepala Dinas X": behind the beginning of an act, a word for doing stands before him. */
export const isNamedAgent = (
  passage: Passage,
  mark: Mark,
  { telling }: Present,
  grammar: Grammar,
): boolean => {
  if (mark.voice === 'active' || telling.first <= mark.first) return false;
  const from = telling.from ?? telling.first;
  // "diarahkan kadus untuk mencoblos": right behind the passive verb of the act.
  const bare = from > mark.first && from <= mark.last && isPassiveVerb(passage, from - 1, grammar);
  return bare || isAgentMarked(passage, telling, grammar);
};

/** "Istri calon bupati yang merupakan ASN ikut kampanye tanpa cuti": whoever the words of such an act tell of. */
export const isSpouse = (mark: Mark, { telling }: Present): boolean =>
  mark.code === SPOUSE && telling.first > mark.first && telling.last <= mark.last;

/** "Anggota KPU X bertemu calon": the words of an act begin with who does it. */
export const opensAct = (mark: Mark, { telling }: Present): boolean =>
  mark.voice !== 'passive' && mark.voice !== 'state' && (telling.from ?? telling.first) === mark.first;

const LONG = 5; // letters of the shortest passive verb

function isPassiveVerb({ analysed }: Passage, token: number, grammar: Grammar): boolean {
  const { folded, capital, breakBefore } = analysed.tokens;
  const word = folded[token] ?? '';
  return (
    word.length >= LONG &&
    capital[token] === 0 &&
    (breakBefore[token + 1] ?? 0) === 0 &&
    grammar.passivePrefixes.some((prefix) => word.startsWith(prefix))
  );
}

const isAnothers = (passage: Passage, first: number, sentence: number): boolean =>
  (passage.bySentence[sentence] ?? []).some((mark) => TELLS_WHOSE.has(mark.kind) && mark.last === first);

/** Acts that are done by speaking. */
const SPOKEN = new Set<string>([
  'public_endorsement',
  'vote_instruction',
  'coercion_threat',
  'partisan_activity',
  'mobilise_staff',
  'campaign_funding',
]);
const CARRIES = new Set<string>(['recording', 'chat_means']);

/** '"Pilih nomor dua," ujar Kepala Desa X dalam rekaman itu': whose recorded words are told has said them. */
export function isRecorded(passage: Passage, mark: Mark, one: Present): boolean {
  const { start, first, last } = one.telling;
  if (!SPOKEN.has(mark.code) || first < mark.last || quoteAt(passage, start) >= 0) return false;
  if (isOversight(one.entity) || !saysSo(passage, one)) return false;
  return (passage.bySentence[mark.sentence] ?? []).some(
    (other) =>
      other.kind === 'object' &&
      CARRIES.has(other.code) &&
      quoteAt(passage, other.start) < 0 &&
      other.first >= last,
  );
}

const BESIDE = 3; // words from the head of a phrase to whose it is

/** "perintah Camat X kepada para kuwu", "ajakan lurah memilih": right behind the noun of an act stands whose it is. */
export const isOwner = (passage: Passage, mark: Mark, { telling }: Present, grammar: Grammar): boolean => {
  if (mark.voice !== 'nominal' || telling.first <= mark.first || telling.last > mark.last) return false;
  const from = telling.from ?? telling.first;
  const before = passage.analysed.tokens.folded[from - 1] ?? '';
  return (
    from - mark.first <= BESIDE &&
    !grammar.patientMarkers.includes(before) &&
    !grammar.locatives.includes(before)
  );
};

const NEAR = 8; // words from a speaker to what he says of himself

/** "Dandim menyatakan pihaknya siap mengawal kemenangan calon": between a speaker and the act stands a word for himself. */
export function meansHimself(passage: Passage, mark: Mark, { telling }: Present, grammar: Grammar): boolean {
  if (telling.last > mark.first || mark.first - telling.last > NEAR) return false;
  const { folded } = passage.analysed.tokens;
  for (let token = telling.last; token < mark.first; token += 1)
    if (grammar.selves.includes(folded[token] ?? '')) return true;
  return false;
}

const OTHERS = new Set<string>(['candidate', 'role']);
const PUT = 2; // words between the subject of an act and its verb

/**
 * "Camat X hadir saat calon bupati mengajak ...", "melaporkan tim sukses yang membagikan ...": between somebody and an act
 * stand people of no apparatus who begin a clause, or whose relative clause the act is; they did it. So did an office
 * whose relative clause it is, behind a verb of which it is the object.
 */
export function isOfOthers(passage: Passage, mark: Mark, { telling }: Present, grammar: Grammar): boolean {
  const { folded, breakBefore } = passage.analysed.tokens;
  const relative = grammar.apposers[0] ?? '';
  return (passage.bySentence[mark.sentence] ?? []).some((other) => {
    if (other.first < telling.last || other.last > mark.first || mark.first - other.last > PUT) return false;
    if ((breakBefore[mark.first] ?? 0) >= 2) return false;
    if (OFFICIALS.has(other.kind))
      return folded[other.last] === relative && isObject(passage, telling.last, other.first, grammar);
    if (!OTHERS.has(other.kind) || other.code === 'accused') return false;
    return (
      grammar.subordinators.includes(folded[beginning(passage, other) - 1] ?? '') ||
      folded[other.last] === relative
    );
  });
}

const OFFICIALS = new Set<string>(['subject', 'position']);

/** "Dosen X menilai kepala dinas yang ...": a verb stands between somebody and the office behind it. */
function isObject({ analysed }: Passage, from: number, to: number, grammar: Grammar): boolean {
  const { folded, capital, breakBefore } = analysed.tokens;
  for (let token = to - 1; token >= from && (breakBefore[token + 1] ?? 0) < 2; token -= 1) {
    const word = folded[token] ?? '';
    if (word === grammar.apposers[0] || capital[token] !== 0) return false;
    if (grammar.activePrefixes.some((prefix) => word.startsWith(prefix)) && !grammar.holding.includes(word))
      return word.length >= LONG;
  }
  return false;
}

/** Where a chain of such words begins: "calon bupati", "nomor urut 2". */
function beginning(passage: Passage, last: Mark): number {
  const row = (passage.bySentence[last.sentence] ?? []).filter(({ kind }) => OTHERS.has(kind));
  let { first } = last;
  for (let more = true; more;) {
    const before = row.find((mark) => mark.last === first && mark.first < first);
    more = before !== undefined;
    first = before?.first ?? first;
  }
  return first;
}

/** "Kepala desa yang membagikan uang terancam pidana": whoever does it, and nobody in particular. */
export function isOfWhoever(
  passage: Passage,
  mark: Mark,
  { entity, telling }: Present,
  grammar: Grammar,
): boolean {
  if (entity.name !== null || entity.count !== null || entity.pointed || entity.placed) return false;
  if (mark.reality === 'alleged' || passage.analysed.tokens.folded[telling.last] !== grammar.apposers[0])
    return false;
  return (passage.bySentence[mark.sentence] ?? []).some(
    (cue) =>
      cue.kind === 'modality' &&
      cue.first >= mark.last &&
      (cue.code === 'conditional' || cue.code === 'norm' || cue.code === 'planned'),
  );
}
