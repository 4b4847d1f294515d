/** Accused: decides which of the people told of are the subjects of a case, by voice, position and role in their sentences. */
import type { Grammar } from '../model/grammar.js';
import { canBeAccused, isReportedHead, isSpokesman, leftLawfully } from './accusable.js';
import type { Entity } from './entity.js';
import { pointOut } from './antecedents.js';
import { coordinated } from './coordinated.js';
import { countsMany, isPartOfAct } from './no-steps.js';
import { silenceNoActs } from './no-acts.js';
import { tellOwnActs } from './own-acts.js';
import { singleOut } from './singled-out.js';
import { isPointedAt } from './pointed-at.js';
import { findProtagonists, findUntitled } from './protagonists.js';
import type { Mark, Passage } from './passage.js';
import { isMarkedPatient } from './parts-in-acts.js';
import { firstAfter, lastBefore, tellingsBySentence, type Present } from './present.js';
import { inFocus, introduced, objectOf } from './spoken-of.js';
import { agentOf } from './agents.js';
import { patientOf } from './patients.js';

/** Finds the accused of a passage and notes on each what made it so. */
export function findAccused(passage: Passage, people: readonly Entity[], grammar: Grammar): Entity[] {
  for (const entity of people) if (isReportedHead(passage, entity)) entity.count = 1;
  singleOut(passage, people, grammar);
  silenceNoActs(passage, people, grammar);
  tellOwnActs(passage, people);
  pointOut(passage, tellingsBySentence(passage, people), grammar);
  const told = tellingsBySentence(passage, people);
  passage.bySentence.forEach((row, index) => {
    const present = told[index] ?? [];
    const counts = countsMany(row);
    for (const mark of row) {
      if (isOfWitness(row, mark) || isPartOfAct(row, mark)) continue;
      const targets =
        objectOf(passage, mark, told, grammar) ??
        listOf(targetOf(passage, mark, present, grammar)) ??
        (counts ? null : inFocus(passage, mark, told)) ??
        introduced(mark, told) ??
        [];
      for (const target of targets) {
        if (isSpokesman(target, mark) && !isMarkedPatient(passage, target, mark, grammar)) continue;
        for (const one of coordinated(passage, target, mark, present, grammar))
          if (!one.accusedBy.includes(mark)) one.accusedBy.push(mark);
      }
    }
  });
  const able = people.filter(
    (entity) => canBeAccused(entity) && !leftLawfully(entity) && !isMoved(passage, entity),
  );
  const direct = able.filter((entity) => isPointedAt(passage, entity));
  const accused = [...direct, ...findProtagonists(passage, able, direct)];
  if (accused.length === 0) return findUntitled(passage, people);
  return accused.toSorted((a, b) => a.id - b.id);
}

/** "melantik seorang kepala bidang dan mengganti enam penjabat": whom a head of region moves, unnamed, has done nothing. */
const isMoved = (passage: Passage, { name, tellings }: Entity): boolean =>
  name === null &&
  tellings.some(({ sentence, first }) =>
    (passage.bySentence[sentence] ?? []).some(
      (mark) =>
        mark.code === 'incumbent_transfer' &&
        mark.voice === 'active' &&
        mark.first < first &&
        first <= mark.last,
    ),
  );

/** "dipanggil Bawaslu sebagai saksi": a step that befalls a witness makes nobody an accused. */
const isOfWitness = (row: readonly Mark[], { kind, first, last }: Mark): boolean =>
  kind === 'step' &&
  row.some(
    (mark) =>
      mark.kind === 'role' &&
      mark.code === 'witness' &&
      mark.props['points'] !== undefined &&
      mark.first <= first &&
      last <= mark.last,
  );

const listOf = (one: Entity | null): Entity[] | null => (one === null ? null : [one]);

/** At whom a hit points in its own sentence. */
function targetOf(
  passage: Passage,
  mark: Mark,
  present: readonly Present[],
  grammar: Grammar,
): Entity | null {
  if (mark.kind === 'step') return patientOf(passage, mark, present, grammar);
  if (mark.kind === 'violation') return agentOf(passage, mark, present, grammar);
  return mark.kind === 'role' && mark.code === 'accused' && mark.props['points'] !== undefined
    ? pointedOut(mark, present)
    : null;
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
