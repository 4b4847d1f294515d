/** Accused: decides which of the people told of are the subjects of a case, by voice, position and role in their sentences. */
import type { InstitutionCode } from '../model/codes.js';
import { MeasureCode, NEVER_STAGE, StageCode } from '../model/codes.js';
import type { Grammar } from '../model/dictionary.js';
import { isSpecific, type Entity, type Telling } from './entity.js';
import { isActual } from './modality.js';
import { findProtagonists } from './protagonists.js';
import type { Mark, Passage } from './passage.js';

/** Bodies that watch, examine or speak for the watchers: never accused unless the act is an organiser's. */
const OVERSIGHT = new Set<InstitutionCode | 'none'>([
  'bawaslu_ri',
  'bawaslu_local',
  'panwascam',
  'pkd_ptps',
  'kpu',
  'dkpp',
  'kasn',
  'bkn',
  'menpanrb',
  'kemendagri',
  'bkpsdm',
  'inspektorat',
  'kesbangpol',
  'dpmd',
  'gakkumdu',
  'propam',
  'mk',
  'ptun_bpasn',
  'ombudsman',
  'ngo',
  'satgas_netralitas',
]);

const MEASURES = new Set<string>(MeasureCode.options);

/** Steps whose grammatical subject is the accused, not the authority. */
const BY_SUBJECT = new Set<string>([...NEVER_STAGE, 'act_occurred', 'appeal_filed']);

/** Steps that undo what a head of region did to others. */
const BY_HEAD = new Set<string>(['transfer_annulled']);
const isHead = (entity: Entity): boolean =>
  entity.authority === 'head_of_region' || entity.authority === 'acting_head';

/** Those of them that are words: who says them is who is meant. */
const SAID_BY_SUBJECT = new Set<string>(['denial', 'apology_admission']);

/** Steps that make somebody an accused when told of him as done, doing, said or planned. */
const POINTS_AT = new Set<string>(StageCode.options.filter((code) => code !== 'exposed_public'));

/** Realities in which a step points at somebody; what has not happened, may happen or must not happen points at nobody. */
const ACCUSES = new Set<string>(['realised', 'ongoing', 'alleged', 'planned', 'historical', 'not_proven']);

/** Whether an entity may be a subject at all. */
export function canBeAccused(entity: Entity): boolean {
  if (entity.universal || entity.other !== null) return entity.accusedBy.length > 0 && !entity.universal;
  const organiser = entity.statuses.some((status) => status.code.startsWith('organiser_'));
  if (entity.authority !== null && OVERSIGHT.has(entity.authority) && !organiser) return false;
  if (entity.statuses.length === 0 && !entity.initials) return false;
  // Heads of region without a name decide far more often than they are accused.
  if (isHead(entity) && entity.name === null && entity.count === null) return false;
  return isSpecific(entity);
}

/** Finds the accused of a passage and notes on each what made it so. */
export function findAccused(passage: Passage, people: readonly Entity[], grammar: Grammar): Entity[] {
  const counted = countingSentences(passage);
  const told: Present[][] = [];
  passage.bySentence.forEach((row, index) => {
    const present = presentIn(people, index).filter(({ entity }) => !isCounted(entity, counted.has(index)));
    for (const mark of row) {
      const target =
        targetOf(passage, mark, present, grammar) ?? inFocus(passage, mark, present, told, index);
      if (target === null || isSpokesman(target, mark)) continue;
      for (const one of coordinated(passage, target, mark, present, grammar)) one.accusedBy.push(mark);
    }
    told.push(present);
  });
  const able = people.filter((entity) => canBeAccused(entity) && !leftLawfully(entity));
  const direct = able.filter((entity) => isPointedAt(entity));
  return [...direct, ...findProtagonists(passage, able, direct)].toSorted((a, b) => a.id - b.id);
}

/** At whom a hit points in its own sentence. */
function targetOf(
  passage: Passage,
  mark: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Entity | null {
  if (mark.kind === 'step') return patientOf(passage, mark, present, grammar);
  if (mark.kind === 'violation') return agentOf(passage, mark, present, grammar);
  return mark.kind === 'role' && mark.props['points'] !== undefined ? pointedOut(mark, present) : null;
}

/** "menyeret Sekda", "Camat X tersandung": a word that points at somebody beside it. */
function pointedOut(mark: Mark, present: readonly Present[]): Entity | null {
  const able = present.filter(({ entity }) => canBeAccused(entity));
  const one =
    mark.props['points'] === 'after'
      ? firstAfter(able, mark, 10)
      : lastBefore(
          able.filter(({ telling }) => mark.first - telling.last <= 12),
          mark,
        );
  return one?.entity ?? null;
}

const FOCUS = 3; // sentences that somebody stays the one spoken of

/**
 * Acts and steps of a sentence in which nobody is told of: they are those of whoever was spoken of last, when that is
 * one person or group and nobody else who could be meant.
 */
function inFocus(
  passage: Passage,
  mark: Mark,
  present: readonly Present[],
  told: readonly Present[][],
  sentence: number,
): Entity | null {
  if (!isOpen(mark) || present.some(({ entity }) => isSomeone(entity))) return null;
  for (let back = sentence - 1; back >= Math.max(0, sentence - FOCUS); back -= 1) {
    const able = (told[back] ?? []).filter((one) => canBeSpokenOf(one.entity) && !saysSo(passage, one));
    const entities = new Set(able.map(({ entity }) => entity));
    if (entities.size > 0) return entities.size === 1 ? ([...entities][0] ?? null) : null;
  }
  return null;
}

/** Whether anybody is told of who could be meant as well. */
const isSomeone = (entity: Entity): boolean =>
  entity.statuses.length > 0 ? entity.other === null : entity.name !== null && entity.authority === null;

/** Who is accused already, or told of by name or number without an office that decides on others. */
function canBeSpokenOf(entity: Entity): boolean {
  if (!canBeAccused(entity)) return false;
  if (entity.accusedBy.length > 0) return true;
  if (entity.authority !== null && entity.authority !== 'none') return false;
  return (
    !(entity.speaks && entity.authority !== null) &&
    (entity.name !== null || entity.count !== null || entity.pointed)
  );
}

/** Acts that were done or are said to be, and steps that fall on somebody who need not be named again. */
function isOpen(mark: Mark): boolean {
  if (mark.kind === 'violation') return isActual(mark.reality);
  if (mark.kind !== 'step' || !POINTS_AT.has(mark.code) || BY_SUBJECT.has(mark.code)) return false;
  return ACCUSES.has(mark.reality ?? 'realised') && mark.reality !== 'planned';
}

/** Whether more than his own words of denial or regret, or a name for any accused, makes somebody the subject of a case. */
const isPointedAt = (entity: Entity): boolean =>
  entity.accusedBy.some((mark) =>
    mark.kind === 'role' ? entity.statuses.length > 0 : !SAID_BY_SUBJECT.has(mark.code),
  );

/** Sentences that count, and those right behind them: numbers of people there are statistics (ruling 11.15). */
function countingSentences(passage: Passage): Set<number> {
  const counting = new Set<number>();
  passage.bySentence.forEach((row, index) => {
    const counts = row.some(
      (mark) =>
        (mark.kind === 'step' && mark.code === 'statistic') ||
        (mark.kind === 'modality' && mark.code === 'statistical'),
    );
    if (counts) for (let next = index; next <= index + 3; next += 1) counting.add(next);
  });
  return counting;
}

const MANY = 20; // more unnamed people than this are counted, not told of

/** A number of unnamed people of a class, among other numbers or too great for one happening. */
function isCounted(entity: Entity, counting: boolean): boolean {
  if (entity.name !== null || entity.office) return false;
  const number = entity.count ?? entity.max ?? 0;
  return number >= MANY || (counting && number >= 5);
}

const RUNS = new Set<string>(['run_without_resigning', 'approach_party_or_voters']);
/** Somebody with a deciding office who is quoted: what stands beside his name is mostly what he says of others. */
const isSpokesman = (entity: Entity, mark: Mark): boolean =>
  entity.speaks &&
  entity.authority !== null &&
  entity.authority !== 'none' &&
  (mark.kind !== 'violation' || mark.code === 'unspecified_neutrality') &&
  !entity.tellings.some((telling) => isPatientOf(telling, mark));

/** "X diadukan", "mengganti Penjabat Bupati X": right beside the verb, nobody but its patient can stand. */
const isPatientOf = (telling: Telling, mark: Mark): boolean =>
  telling.sentence === mark.sentence &&
  ((mark.voice === 'passive' && mark.first >= telling.last && mark.first - telling.last <= 2) ||
    (mark.voice === 'active' && telling.first >= mark.first && telling.first - mark.last <= 3));

const EXITS = new Set<string>(['resign_to_run', 'leave_taken']);

/** Somebody who resigned or took leave to run, and of whom no other step is told, did what the law asks (ruling 11.32). */
export function leftLawfully(entity: Entity): boolean {
  const steps = entity.accusedBy.filter((mark) => mark.kind === 'step');
  const exits = steps.filter(
    (mark) => EXITS.has(mark.code) && (mark.reality === 'realised' || mark.reality === 'ongoing'),
  );
  const acts = entity.accusedBy.filter(
    (mark) => mark.kind === 'violation' && !RUNS.has(mark.code) && mark.reality !== 'not_proven',
  );
  return exits.length > 0 && exits.length === steps.length && acts.length === 0;
}

/** "Kepala Dinas X dan Kepala Bagian Y terbukti ...": what falls on one falls on those told of in one breath with him. */
function coordinated(
  passage: Passage,
  target: Entity,
  mark: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Entity[] {
  const chain = new Set<Entity>([target]);
  const own = present.find(({ entity }) => entity === target)?.telling.first;
  // "menetapkan mereka": one word tells of several.
  for (const { entity, telling } of present)
    if (telling.how === 'anaphor' && telling.first === own && canBeAccused(entity)) chain.add(entity);
  const at = present.findIndex(({ entity, telling }) => entity === target && telling.first <= mark.first);
  if (at < 0) return [...chain];
  let right = present[at];
  for (let index = at - 1; index >= 0 && right !== undefined; index -= 1) {
    const left = present[index];
    if (
      left === undefined ||
      !canBeAccused(left.entity) ||
      left.entity.authority !== target.authority ||
      saysSo(passage, left)
    )
      break;
    if (
      right.telling.first - left.telling.last > 14 ||
      hasVerb(passage, left.telling.last, right.telling.first, left.telling.sentence)
    )
      break;
    chain.add(left.entity);
    right = left;
  }
  right = present[at];
  for (const next of present.slice(at + 1)) {
    if (right === undefined || !canBeAccused(next.entity) || saysSo(passage, next)) break;
    if (next.telling.first < right.telling.last) continue;
    if (
      !isListedOn(passage, right.telling, next.telling, grammar) ||
      hasVerb(passage, right.telling.last, next.telling.first, next.telling.sentence)
    )
      break;
    chain.add(next.entity);
    right = next;
  }
  return [...chain];
}

/** "kepada Camat X, bersama dua lurah dan seorang staf": a word of listing ties the next to the one before. */
function isListedOn(passage: Passage, left: Telling, right: Telling, grammar: Grammar): boolean {
  if (right.first - left.last > 8) return false;
  const { folded } = passage.analysed.tokens;
  for (let token = left.last; token < right.first; token += 1)
    if (grammar.listWords.includes(folded[token] ?? '')) return true;
  return false;
}

function hasVerb(passage: Passage, from: number, to: number, sentence: number): boolean {
  const verbs = new Set(['step', 'violation', 'speech', 'modality']);
  return (passage.bySentence[sentence] ?? []).some(
    (mark) => verbs.has(mark.kind) && mark.first >= from && mark.last <= to,
  );
}

export interface Present {
  entity: Entity;
  telling: Telling;
}

/** The people told of in a sentence, in order. */
export function presentIn(people: readonly Entity[], sentence: number): Present[] {
  const present: Present[] = [];
  for (const entity of people)
    for (const telling of entity.tellings)
      if (telling.sentence === sentence) present.push({ entity, telling });
  return present.sort((a, b) => a.telling.first - b.telling.first);
}

/** On whom a step falls. */
function patientOf(
  passage: Passage,
  mark: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Entity | null {
  if (BY_HEAD.has(mark.code)) return present.find(({ entity }) => isHead(entity))?.entity ?? null;
  if (!POINTS_AT.has(mark.code) || !ACCUSES.has(mark.reality ?? 'realised')) return null;
  // A plan makes nobody an accused who is not one by name or number.
  const able = present.filter(
    ({ entity }) =>
      canBeAccused(entity) && (mark.reality !== 'planned' || entity.name !== null || entity.count !== null),
  );
  if (able.length === 0) return null;
  // Who decides on others also denies and regrets: only words of people without such an office point at themselves.
  const plain = able.filter(({ entity }) => entity.authority === null || entity.authority === 'none');
  if (SAID_BY_SUBJECT.has(mark.code))
    return (
      speakerIsOther(passage, mark, plain) ??
      lastBefore(
        plain.filter(({ telling }) => mark.first - telling.last <= 8),
        mark,
      )?.entity ??
      null
    );
  if (BY_SUBJECT.has(mark.code))
    return (
      lastBefore(
        able.filter((one) => !saysSo(passage, one)),
        mark,
      )?.entity ?? null
    );
  if (mark.voice === 'passive' || mark.voice === 'state') {
    const before = lastBefore(
      able.filter((one) => !isAgentMarked(passage, one.telling, grammar) && !saysSo(passage, one)),
      mark,
    );
    if (before !== null) return before.entity;
    return mark.voice === 'passive'
      ? (firstAfter(
          able.filter((one) => !isAgentMarked(passage, one.telling, grammar) && !saysSo(passage, one)),
          mark,
          6,
        )?.entity ?? null)
      : null;
  }
  const inside = able.find(({ telling }) => telling.first >= mark.first && telling.last <= mark.last);
  if (inside !== undefined) return inside.entity;
  const after = firstAfter(able, mark, 14);
  if (after !== null && !saysSo(passage, after)) return after.entity;
  if (mark.voice === 'active') return null;
  return lastBefore(able, mark)?.entity ?? null;
}

/** Who does a partisan act: the nearest person before it that is not the speaker, else the nearest after it. */
function agentOf(passage: Passage, mark: Mark, present: readonly Present[], grammar: Grammar): Entity | null {
  if (!isActual(mark.reality)) return null;
  const able = present.filter(({ entity }) => canBeAccused(entity));
  const quiet = able.filter((one) => !saysSo(passage, one));
  // "Pengawas dipukul oleh kepala kampung": who stands before a passive act suffered it.
  const agent = quiet.find(
    (one) => one.telling.first >= mark.last && isAgentMarked(passage, one.telling, grammar),
  );
  if (mark.voice === 'passive' && agent !== undefined) return agent.entity;
  const before = lastBefore(quiet, mark);
  if (before !== null) return before.entity;
  const after = firstAfter(quiet, mark, 12);
  if (after === null) return null;
  return mark.voice !== 'active' || isAgentMarked(passage, after.telling, grammar) ? after.entity : null;
}

const lastBefore = (present: readonly Present[], mark: Mark): Present | null =>
  present.filter(({ telling }) => telling.first < mark.first || telling.last <= mark.first).at(-1) ?? null;
const firstAfter = (present: readonly Present[], mark: Mark, reach: number): Present | null =>
  present.find(({ telling }) => telling.first > mark.first && telling.first - mark.last <= reach) ?? null;

function speakerIsOther(passage: Passage, mark: Mark, able: readonly Present[]): Entity | null {
  const near = able.filter(({ telling }) => Math.abs(telling.first - mark.first) <= 8);
  return near.find((one) => saysSo(passage, one))?.entity ?? null;
}

function isAgentMarked(passage: Passage, telling: Telling, grammar: Grammar): boolean {
  const { folded } = passage.analysed.tokens;
  for (let token = telling.first - 1; token >= Math.max(0, telling.first - 3); token -= 1)
    if (grammar.agentMarkers.includes(folded[token] ?? '')) return true;
  return false;
}

/** "...," terang Rudolf: whoever is told of right behind a closing quote has said it. */
function followsQuote(passage: Passage, telling: Telling): boolean {
  return passage.analysed.quotes.some(
    (quote) =>
      telling.start >= quote.end &&
      telling.start - quote.end <= 24 &&
      !passage.text.slice(quote.end, telling.start).includes('.'),
  );
}

/** Whether the person tells, orders or urges in this sentence: the one who speaks, not the one spoken of. */
export function saysSo(passage: Passage, one: Present): boolean {
  const row = passage.bySentence[one.telling.sentence] ?? [];
  if (followsQuote(passage, one.telling)) return true;
  return row.some((mark) => {
    const behind = mark.first >= one.telling.last && mark.first - one.telling.last <= 2;
    if (mark.kind === 'speech')
      return behind || (one.telling.first >= mark.last && one.telling.first - mark.last <= 8);
    return mark.kind === 'step' && behind && mark.voice !== 'passive' && MEASURES.has(mark.code);
  });
}
