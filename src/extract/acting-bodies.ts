/** Acting bodies: bodies and holders of offices without a name that act in the steps of a report (rulings 11.5, 11.27). */
import type { InstitutionCode } from '../model/codes.js';
import { INSTITUTION_CODES, MEASURE_CODES } from '../model/code-lists.js';
import type { Report } from '../model/report.js';
import { hasHappened } from '../model/realities.js';
import type { Entity, Telling } from './entity.js';
import { oneOf } from './one-of.js';
import { isPassiveAgent } from './parts-in-acts.js';
import { evidence, type Mark, type Passage } from './passage.js';
import { sentenceOfOffset } from './sentence-at.js';
import { stated } from './why.js';

/** Steps after which a body named in the same sentence is the one that acted. */
const ACTS = new Set<string>([
  'tracing',
  'registered',
  'not_registered',
  'summoned',
  'examined',
  'assessed_violation',
  'assessed_no_violation',
  'forwarded',
  'sanction_recommended',
  'sanction_imposed',
  'sanction_annulled',
  'data_blocked',
  'gakkumdu_discussion',
  'investigation_opened',
  'suspect_named',
  'prosecuted',
  'convicted',
  'acquitted',
  'found_by_supervisor',
  'criminal_dropped',
  'sentence_executed',
  'candidacy_cancelled',
  'transfer_annulled',
  'acting_head_replaced',
  ...MEASURE_CODES,
]);

export const asInstitution = oneOf(INSTITUTION_CODES);

/** Bodies that act in the report's steps and for which no person stands. */
export function addBodies(report: Report, passage: Passage, sentences: ReadonlySet<number>): void {
  for (const sentence of groundOf(report, passage, sentences)) {
    const row = passage.bySentence[sentence] ?? [];
    const steps = row.filter(isTaken);
    if (steps.length === 0) continue;
    for (const mark of row) {
      if (mark.kind !== 'institution' || mark.code === 'none' || !steps.some((step) => isActor(mark, step)))
        continue;
      const code = mark.code as InstitutionCode;
      if (report.authorities.some((one) => one.institution === code)) continue;
      report.authorities.push({
        name: null,
        position: null,
        institution: code,
        ...stated('authority/body', evidence(passage, mark)),
      });
    }
  }
}

/** "Pj Gubernur menjatuhkan sanksi", "Anggota Bawaslu RI mengatakan": holders of deciding offices of whom no name is told. */
export function addOffices(
  report: Report,
  passage: Passage,
  people: readonly Entity[],
  accused: readonly Entity[],
  sentences: ReadonlySet<number>,
): void {
  const ground = groundOf(report, passage, sentences);
  for (const person of people) {
    const code = asInstitution(person.authority);
    if (code === null || person.name !== null || person.other !== null || accused.includes(person)) continue;
    if (report.authorities.some((one) => one.institution === code)) continue;
    const telling = person.tellings.find(
      (one) => one.how === 'status' && ground.has(one.sentence) && actsOrSays(passage, one),
    );
    if (telling === undefined) continue;
    report.authorities.push({
      name: null,
      position: person.position,
      institution: code,
      ...stated('authority/office', { in: passage.in, start: telling.start, end: telling.end }),
    });
  }
}

const ACTS_WITHIN = 6; // words between an office and what its holder does
const SAYS_WITHIN = 4;

function actsOrSays(passage: Passage, telling: Telling): boolean {
  const row = passage.bySentence[telling.sentence] ?? [];
  const behind = (mark: Mark, most: number): boolean =>
    mark.first >= telling.last && mark.first - telling.last <= most;
  const acts = row.some(
    (mark) =>
      isTaken(mark) && mark.voice === 'active' && behind(mark, ACTS_WITHIN) && mark.first >= telling.last,
  );
  const says = row.some(
    (mark) => mark.kind === 'speech' && mark.props['side'] === 'before' && behind(mark, SAYS_WITHIN),
  );
  return acts || says || (row.some(isTaken) && isPassiveAgent(passage, telling, passage.grammar));
}

const isTaken = (mark: Mark): boolean =>
  mark.kind === 'step' && ACTS.has(mark.code) && hasHappened(mark.reality);

/** The sentences of a report and those in which its steps are told. */
function groundOf(report: Report, passage: Passage, sentences: ReadonlySet<number>): Set<number> {
  const ground = new Set(sentences);
  for (const step of report.steps)
    for (const { in: where, start } of step.evidence) {
      const sentence = where === passage.in ? sentenceOfOffset(passage, start) : -1;
      if (sentence >= 0) ground.add(sentence);
    }
  return ground;
}

/** A body before an active verb, or behind the agent of a passive: not one that merely receives (ruling 11.27). */
function isActor(body: Mark, step: Mark): boolean {
  if (body.first === step.first && body.last < step.last) return true;
  if (step.voice === 'active') return body.last <= step.first && step.first - body.last <= 8;
  if (step.voice === 'passive') return body.first >= step.last && body.first - step.last <= 2;
  return body.last <= step.first && step.first - body.last <= 6;
}
