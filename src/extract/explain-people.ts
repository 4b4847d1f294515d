/** Explain people: everyone told of in an article, and what makes somebody an accused or keeps him from being one. */
import { canBeAccused, leftLawfully } from './accusable.js';
import type { Derivation } from './derivation.js';
import type { Entity } from './entity.js';
import type { PersonTold } from './explanation.js';
import { stretchOf, wordsOf } from './explain-text.js';

/** All people, the accused first, else in the order of the text. */
export function explainPeople(derivation: Derivation): PersonTold[] {
  const accused = new Set(derivation.accused);
  const ordered = [...derivation.accused, ...derivation.people.filter((entity) => !accused.has(entity))];
  return ordered.map((entity) => tellPerson(derivation, entity, accused.has(entity)));
}

function tellPerson(derivation: Derivation, entity: Entity, accused: boolean): PersonTold {
  const { body } = derivation;
  const { name, variants, position, authority, other, count } = entity;
  const pointing = entity.accusedBy.map(
    (mark) =>
      `${mark.kind} ${mark.code} "${wordsOf(body, mark)}" (${mark.reality ?? 'realised'}, ${mark.rule})`,
  );
  return {
    name,
    variants,
    statuses: entity.statuses
      .toSorted((a, b) => b.specificity - a.specificity)
      .map(({ code, mark }) => ({ code, words: wordsOf(body, mark), rule: mark.rule })),
    position,
    authority,
    other,
    count,
    tellings: entity.tellings.map(({ start, end }) => stretchOf(derivation, { in: 'body', start, end })),
    accused,
    because: [
      ...(accused ? pointing : [whyNot(derivation, entity), ...pointing]),
      ...(accused && pointing.length === 0 && entity.odds === null
        ? ['nobody else is whom the case is told of']
        : []),
      ...weighed(entity),
    ],
  };
}

/** What all that is told of somebody weighs for his being accused, and for his being an authority (docs/weights.md). */
const weighed = ({ odds }: Entity): string[] =>
  odds === null || !Number.isFinite(odds.accused)
    ? []
    : [
        `log odds accused ${odds.accused.toFixed(1)}, authority ${odds.authority.toFixed(1)} (weights/people)`,
      ];

/** The first reason that keeps somebody from being an accused. */
function whyNot(derivation: Derivation, entity: Entity): string {
  if (derivation.gate !== null) return 'the article is none of apparatus and elections';
  if (leftLawfully(entity)) return 'resigned or took leave as the law asks, and nothing else is told';
  if (entity.universal) return 'stands for everyone of a kind, so for nobody in particular';
  if (!canBeAccused(entity)) return whyUnable(entity);
  return entity.accusedBy.length === 0
    ? 'no act and no step points at him'
    : 'what points at him is too little';
}

function whyUnable(entity: Entity): string {
  if (entity.other !== null) return `is a ${entity.other}`;
  if (entity.statuses.length === 0 && !entity.initials) return 'no status of apparatus is told of him';
  if (entity.authority !== null) return `holds a deciding office (${entity.authority})`;
  return 'has no name, number or post, so is nobody in particular';
}
