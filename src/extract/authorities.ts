/** Authorities: who examines, decides, recommends, imposes or speaks for the deciding body, and who else is told of (ruling 11.5). */
import type { InstitutionCode } from '../model/codes.js';
import { INSTITUTION_CODES, MEASURE_CODES } from '../model/code-lists.js';
import type { Authority, OtherPerson, Report } from '../model/report.js';
import { leftLawfully } from './accusable.js';
import type { Entity } from './entity.js';
import { isLegislator } from './officials.js';
import { oneOf } from './one-of.js';
import { evidence, type Mark, type Passage } from './passage.js';
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
  ...MEASURE_CODES,
]);

/** Where the reports of an article stand: the sentences of the one looked at, and of the others. */
export interface Ground {
  sentences: ReadonlySet<number>;
  rivals: readonly ReadonlySet<number>[];
}

/** Adds authorities and other people to a report, from the sentences that it stands on. */
export function addAuthorities(
  report: Report,
  passage: Passage,
  people: readonly Entity[],
  accused: readonly Entity[],
  ground: Ground,
): void {
  const { sentences } = ground;
  const named = people.filter(
    (person) =>
      person.name !== null &&
      !person.initials &&
      !accused.includes(person) &&
      !leftLawfully(person) &&
      belongs(person, ground),
  );
  for (const person of named) {
    if (isOther(passage, person)) report.others.push(otherPerson(passage, person));
    else if (
      person.authority !== null &&
      (person.speaks || person.quoted || decides(person) || actsIn(passage, person, sentences))
    )
      report.authorities.push(authority(passage, person));
  }
  addBodies(report, passage, sentences);
  for (const step of report.steps) step.by = actorOf(report, step.evidence[0]?.start ?? 0, passage);
}

/** Complainants, lawyers and the like, watchdogs and legislators: they raise a matter and decide nothing. */
const isOther = (passage: Passage, person: Entity): boolean =>
  (person.other !== null && person.authority === null) ||
  person.authority === 'ngo' ||
  isLegislator(passage, person);

/**
 * A person belongs to the reports beside whose sentences he is told of, since speakers are named once and quoted on; one
 * who stands beside none belongs to the nearest.
 */
function belongs(person: Entity, { sentences, rivals }: Ground): boolean {
  const own = gap(person, sentences);
  return own <= 1 || rivals.every((other) => gap(person, other) >= own);
}

/** How many sentences lie between a person and a report. */
function gap(person: Entity, sentences: ReadonlySet<number>): number {
  let least = Infinity;
  for (const telling of person.tellings)
    for (const sentence of sentences) least = Math.min(least, Math.abs(telling.sentence - sentence));
  return least;
}

/** Whoever bears a deciding office is named for it. */
const decides = (person: Entity): boolean => person.authority !== null && person.authority !== 'none';

function actsIn(passage: Passage, person: Entity, sentences: ReadonlySet<number>): boolean {
  return person.tellings.some(
    (telling) =>
      sentences.has(telling.sentence) &&
      (passage.bySentence[telling.sentence] ?? []).some((mark) => mark.kind === 'step'),
  );
}

const asInstitution = oneOf(INSTITUTION_CODES);

function authority(passage: Passage, person: Entity): Authority {
  const stretches = person.tellings.filter((telling) => telling.how === 'name').slice(0, 2);
  return {
    name: person.name,
    position: person.position,
    institution: asInstitution(person.authority),
    ...stated('authority/position', ...stretches.map(({ start, end }) => ({ in: passage.in, start, end }))),
  };
}

function otherPerson(passage: Passage, person: Entity): OtherPerson {
  const stretches = person.tellings.filter((telling) => telling.how === 'name').slice(0, 2);
  return {
    role: person.other ?? 'speaker',
    name: person.name,
    position: person.position,
    institution: null,
    ...stated('other/role', ...stretches.map(({ start, end }) => ({ in: passage.in, start, end }))),
  };
}

/** Bodies that act in the report's steps and for which no person stands. */
function addBodies(report: Report, passage: Passage, sentences: ReadonlySet<number>): void {
  for (const sentence of sentences) {
    const row = passage.bySentence[sentence] ?? [];
    const steps = row.filter(
      (mark) =>
        mark.kind === 'step' &&
        ACTS.has(mark.code) &&
        (mark.reality === 'realised' || mark.reality === 'ongoing'),
    );
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

/** A body before an active verb, or behind the agent of a passive: not one that merely receives (ruling 11.27). */
function isActor(body: Mark, step: Mark): boolean {
  if (step.voice === 'active') return body.last <= step.first && step.first - body.last <= 8;
  if (step.voice === 'passive') return body.first >= step.last && body.first - step.last <= 2;
  return body.last <= step.first && step.first - body.last <= 6;
}

/** The authority told of nearest before a step in its own sentence; null when none is. */
function actorOf(report: Report, at: number, passage: Passage): number | null {
  const sentence = passage.analysed.sentences.find((one) => one.start <= at && at < one.end);
  if (sentence === undefined) return null;
  let best: number | null = null;
  let distance = Infinity;
  report.authorities.forEach((one, index) => {
    for (const stretch of one.evidence) {
      if (stretch.start < sentence.start || stretch.end > sentence.end) continue;
      const gap = Math.abs(at - stretch.start);
      if (gap < distance) {
        distance = gap;
        best = index;
      }
    }
  });
  return best;
}
