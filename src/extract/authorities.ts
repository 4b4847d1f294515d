/** Authorities: who examines, decides, recommends, imposes or speaks for the deciding body, and who else is told of (ruling 11.5). */
import type { Authority, OtherPerson, Report } from '../model/report.js';
import { leftLawfully } from './accusable.js';
import { addBodies, addOffices, asInstitution } from './acting-bodies.js';
import type { Entity } from './entity.js';
import { isLegislator } from './officials.js';
import { isPassiveAgent } from './parts-in-acts.js';
import type { Passage } from './passage.js';
import { inferred, stated } from './why.js';

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
      isLikely(person) ||
      (person.authority !== null &&
        !isUnlikely(person) &&
        (person.speaks || person.quoted || decides(person) || actsIn(passage, person, sentences)))
    )
      report.authorities.push(authority(passage, person));
  }
  addBodies(report, passage, sentences);
  addOffices(report, passage, people, accused, sentences);
  for (const step of report.steps) step.by = actorOf(report, step.evidence[0]?.start ?? 0, passage);
}

/** Log odds from which somebody is an authority by all that is told of him, and under which his office does not make him one. */
const LIKELY = -0.5;
const UNLIKELY = -3;

const isLikely = ({ odds }: Entity): boolean => odds !== null && odds.authority >= LIKELY;
const isUnlikely = ({ odds }: Entity): boolean => odds !== null && odds.authority < UNLIKELY;

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

const PAPERS = 3; // words between an office holder and what he signs

/** "Kepala dinas X meneken surat pemberhentian itu", "dibacakan hakim Y": who takes part in a step of the report. */
function actsIn(passage: Passage, person: Entity, sentences: ReadonlySet<number>): boolean {
  const beside = (sentence: number): boolean => sentences.has(sentence) || sentences.has(sentence - 1);
  const papers = person.tellings.some(
    (telling) =>
      person.office &&
      telling.how === 'name' &&
      beside(telling.sentence) &&
      (passage.bySentence[telling.sentence] ?? []).some(
        (mark) =>
          mark.kind === 'step' &&
          mark.voice === 'nominal' &&
          mark.first > telling.last &&
          mark.first - telling.last <= PAPERS,
      ),
  );
  if (papers) return true;
  return person.tellings.some(
    (telling) =>
      (sentences.has(telling.sentence) || isPassiveAgent(passage, telling, passage.grammar)) &&
      (passage.bySentence[telling.sentence] ?? []).some((mark) => mark.kind === 'step'),
  );
}

function authority(passage: Passage, person: Entity): Authority {
  const stretches = person.tellings.filter((telling) => telling.how === 'name').slice(0, 2);
  return {
    name: person.name,
    position: person.position,
    institution: asInstitution(person.authority),
    // Who holds no office that is understood is one by the weight of what is told of him.
    ...(person.authority === null ? inferred : stated)(
      person.authority === null ? 'weights/people' : 'authority/position',
      ...stretches.map(({ start, end }) => ({ in: passage.in, start, end })),
    ),
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
