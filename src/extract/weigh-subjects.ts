/** Weighing subjects: whom of those told of in an article it accuses, by all that is told of each; what rules say of him is one sign among many. */
import type { SubjectStatus } from '../model/codes.js';
import type { Dictionary } from '../model/dictionary.js';
import { canBeAccused } from './accusable.js';
import { absorb, addImplied, alike, type Entity } from './entity.js';
import { takeSubjectSigns, type Stage } from './subject-signs.js';
import { isLikely } from './weigh-article.js';
import { oddsOf } from './weights.js';

/** Log odds that each of the people of a stage is accused; null where nothing was learned of that. */
export function weighSubjects(stage: Stage, { weights }: Dictionary): Map<Entity, number> | null {
  const table = weights.find(({ kind }) => kind === 'subject');
  if (table === undefined) return null;
  return new Map(
    stage.people.map((entity, index): [Entity, number] => {
      const hashes = new Set<number>();
      takeSubjectSigns(stage, index, (hash) => hashes.add(hash | 0));
      return [entity, oddsOf(table, [...hashes])[0] ?? -Infinity];
    }),
  );
}

/** Log odds from which somebody is accused: whom rules accuse, whom they do not, who is told to be cleared, and the likeliest of a likely case. */
const LEAST = { ruled: -1.6, other: 1.2, cleared: -0.5, likeliest: -3 };

/** Whom an article accuses, of all its people; those whom rules accuse where nothing was learned. */
export function weighAccused(stage: Stage, dictionary: Dictionary): Entity[] {
  const odds = weighSubjects(stage, dictionary);
  if (odds === null) return [...stage.ruled];
  for (const [entity, one] of odds) entity.odds = one;
  const oddsOfOne = (entity: Entity): number => odds.get(entity) ?? -Infinity;
  const isChosen = (entity: Entity): boolean =>
    oddsOfOne(entity) >= LEAST[stage.ruled.includes(entity) ? 'ruled' : isCleared(stage, entity) ? 'cleared' : 'other'];
  const chosen = stage.people.filter(isChosen);
  if (chosen.length === 0) return likeliest(stage, oddsOfOne);
  nameUnnamed(
    chosen,
    stage.ruled.filter((entity) => !chosen.includes(entity)),
  );
  return chosen;
}

/** "Seorang staf bernasib lain. Laporannya dihentikan": of whom a matter is told to have ended without a breach. */
function isCleared({ body, chances }: Stage, { statuses, tellings }: Entity): boolean {
  if (!isLikely(chances, 'case') || statuses.length === 0) return false;
  return tellings.some(({ sentence, first }) =>
    [sentence, sentence + 1].some((at) =>
      (body.bySentence[at] ?? []).some(
        (mark) =>
          (mark.kind === 'step' || Number(mark.props['odds']) > 0) &&
          CLEARED.has(mark.code) &&
          (at > sentence || mark.first >= first),
      ),
    ),
  );
}
const CLEARED = new Set<string>(['assessed_no_violation', 'not_registered', 'acquitted', 'criminal_dropped']);

/** In what is likely a case somebody is accused. */
function likeliest(stage: Stage, oddsOfOne: (entity: Entity) => number): Entity[] {
  const { title, people, ruled, chances } = stage;
  if (!isLikely(chances, 'case')) return [];
  const headline = title.marks.find(({ kind }) => kind === 'subject');
  const able =
    ruled.length > 0
      ? ruled
      : people.filter((entity) => canBeAccused(entity) || (headline !== undefined && isBare(entity)));
  const best = able.toSorted((a, b) => oddsOfOne(b) - oddsOfOne(a))[0];
  if (best === undefined || oddsOfOne(best) < LEAST.likeliest) return [];
  if (best.statuses.length === 0 && headline !== undefined)
    addImplied(best, { code: headline.code as SubjectStatus, specificity: 1 }, 'subject/headline', headline);
  return [best];
}

/** "HM, penghulu di KUA X", and the headline has "oknum PNS": a name of which no office is told. */
const isBare = ({ name, statuses, authority, other, heard }: Entity): boolean =>
  name !== null && statuses.length === 0 && authority === null && other === null && !heard;

/** "Seorang camat diperiksa. Harun mengaku ...": whom rules accuse without a name is the one with a name who is likelier accused. */
function nameUnnamed(chosen: readonly Entity[], left: readonly Entity[]): void {
  for (const unnamed of left) {
    if (unnamed.name !== null || unnamed.plural || (unnamed.count ?? 1) > 1) continue;
    const bearers = chosen.filter(
      (one) => one.name !== null && (one.statuses.length === 0 || alike(one, unnamed)),
    );
    const [bearer] = bearers;
    if (bearer === undefined || bearers.length > 1) continue;
    absorb(bearer, unnamed);
    bearer.tellings.sort((a, b) => a.first - b.first);
    bearer.tiedBy ??= 'weights/subjects';
    unnamed.tellings = [];
  }
}
