/** Passing: who is told of only once, as an example, or in a list of all kinds of apparatus, and so is accused of nothing. */
import { STAGE_CODES } from '../model/code-lists.js';
import type { Grammar } from '../model/grammar.js';
import type { Report } from '../model/report.js';
import type { Entity, Telling } from './entity.js';
import { isActual } from './modality.js';
import type { Mark, Passage } from './passage.js';

/** A step of a case or an act, as happened or said; also as planned, which headlines print of what is news. */
export function tellsOfCase(mark: Mark): boolean {
  if (mark.kind === 'violation') return isActual(mark.reality);
  if (mark.kind !== 'step' || !CASE_STEPS.has(mark.code)) return false;
  return mark.reality === 'planned' || isActual(mark.reality);
}
const CASE_STEPS = new Set<string>(STAGE_CODES);

/** "ditanya tentang kabar lurah yang ikut senam": an office told of once, of whose bearer no step and no headline tells. */
export function isPassing(entity: Entity, report: Report, title: Passage): boolean {
  if (report.stage !== 'exposed_public' && report.stage !== 'act_occurred') return false;
  const bare =
    entity.name === null && entity.count === null && !entity.pointed && entity.tellings.length === 1;
  // Who opens a story with what he does is the one it is about.
  const opens = entity.accusedBy.some(({ kind, sentence }) => kind === 'violation' && sentence === 0);
  return (
    bare &&
    !opens &&
    !title.marks.some((mark) =>
      entity.statuses.some((status) => mark.kind === 'subject' && status.code === mark.code),
    )
  );
}

/** "Ada pula camat yang dilaporkan": somebody without a name brought in as an example, of whose like the headline tells nothing. */
export function isExample(entity: Entity, title: Passage, body: Passage, grammar: Grammar): boolean {
  if (entity.name !== null) return false;
  const told = entity.tellings.filter(({ how }) => how === 'status');
  if (told.length !== 1 || tellsOfLike(entity, title)) return false;
  const { folded } = body.analysed.tokens;
  const [{ first }] = told as [Telling];
  for (let token = first - 1; token >= Math.max(0, first - FAR); token -= 1) {
    const word = folded[token] ?? '';
    if (grammar.existentials.includes(word)) return true;
    if (!grammar.beforeExample.includes(word)) return false;
  }
  return false;
}
const FAR = 4; // words between "ada" and whom it brings in

/** Whether a headline tells of such apparatus together with a step or act, as done or said. */
const tellsOfLike = (entity: Entity, title: Passage): boolean =>
  title.marks.some((mark) => tellsOfCase(mark) && mark.reality !== 'historical') &&
  title.marks.some((mark) =>
    entity.statuses.some(({ code }) => mark.kind === 'subject' && mark.code === code),
  );

const KINDS = 3; // kinds of apparatus in one sentence that make it a list of who must be neutral

/** Told of only where one kind of apparatus is named after the other: "ASN, prajurit, polisi, sampai kepala desa". */
export function isListed(entity: Entity, body: Passage): boolean {
  if (entity.count !== null && entity.countEvidence !== null) return false;
  if (entity.placed && entity.accusedBy.some((mark) => mark.kind === 'violation')) return false;
  return entity.tellings
    .filter(({ how }) => how === 'status')
    .every(({ sentence }) => {
      const kinds = new Set(
        (body.bySentence[sentence] ?? []).filter((mark) => mark.kind === 'subject').map((mark) => mark.code),
      );
      return kinds.size >= KINDS;
    });
}
