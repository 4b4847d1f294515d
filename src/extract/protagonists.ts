/** Protagonists: whose case an article tells when no sentence says of anybody that he did it: the one told of beside its steps. */
import { NEVER_STAGE, StageCode } from '../model/codes.js';
import type { Entity } from './entity.js';
import { isActual, stepReality } from './modality.js';
import type { Mark, Passage } from './passage.js';

/** Steps that only a case has; what is said in defence, and what anybody may do, tells of none. */
const CASES = new Set<string>(
  StageCode.options.filter((code) => !(NEVER_STAGE as readonly string[]).includes(code)),
);

/** How far behind somebody's sentence a step may stand that is told of him, in sentences. */
const REACH = 3;
const ENOUGH = 1.5; // a step in his own sentence and one further on

/**
 * The people of whom the case of an article is told, when no verb points at anybody: named or single holders of a
 * status, without a deciding office, in whose sentences or right behind them steps of a case or acts are told.
 */
export function findProtagonists(passage: Passage, able: readonly Entity[]): Entity[] {
  const told = able.filter(
    (entity) =>
      entity.other === null &&
      (entity.name !== null || entity.count === 1) &&
      (entity.authority === null || entity.authority === 'none' || entity.authority === 'ppk_personnel'),
  );
  const scored = told.map((entity) => ({ entity, ...weigh(passage, entity, told) }));
  const best = scored.reduce((most, one) => Math.max(most, one.score), 0);
  if (best < ENOUGH) return [];
  return scored
    .filter(({ score, marks }) => score === best && marks.length > 0)
    .map(({ entity, marks }) => {
      entity.accusedBy.push(...marks);
      return entity;
    });
}

/** What is told of a case in somebody's sentences, and, until somebody else is told of, right behind them. */
function weigh(
  passage: Passage,
  entity: Entity,
  rivals: readonly Entity[],
): { score: number; marks: Mark[] } {
  const own = new Set(entity.tellings.map((telling) => telling.sentence));
  const others = new Set(
    rivals.flatMap((rival) => (rival === entity ? [] : rival.tellings.map((telling) => telling.sentence))),
  );
  const seen = new Set<Mark>();
  let score = 0;
  const marks: Mark[] = [];
  for (const sentence of own) {
    for (let next = sentence; next <= sentence + REACH; next += 1) {
      if (next > sentence && (own.has(next) || others.has(next))) break;
      for (const mark of passage.bySentence[next] ?? []) {
        if (seen.has(mark) || !tellsOfCase(mark)) continue;
        seen.add(mark);
        score += next === sentence ? 1 : 0.5;
        if (next === sentence) marks.push(mark);
      }
    }
  }
  return { score, marks };
}

function tellsOfCase(mark: Mark): boolean {
  if (mark.kind === 'violation') return isActual(mark.reality);
  if (mark.kind !== 'step' || !CASES.has(mark.code)) return false;
  return stepReality(mark.reality) !== null && mark.reality !== 'conditional';
}
