/** Regions: in which regency the accused of a case are told of, since those of two regencies are two reports (ruling 11.18). */
import type { Gazetteer } from '../model/gazetteer.js';
import { ancestorAt } from '../dictionary/dictionary.js';
import type { Passage } from './passage.js';
import { LEVEL } from './place-tellings.js';
import type { Gazetted } from './places.js';

/** The regencies that each sentence of a passage tells of, other than where news is dated from and people come from. */
export type Regions = ReadonlyMap<number, ReadonlySet<number>>;

/** Reads the places of a passage once. */
export function regenciesBySentence(
  passage: Passage,
  { tellings, meant, jurisdictions }: Gazetted,
  gazetteer: Gazetteer,
): Regions {
  const found = new Map<number, Set<number>>();
  if (jurisdictions.length < 2) return found;
  tellings.forEach((telling, index) => {
    const place = meant[index] ?? null;
    if (place === null || telling.passage !== passage || telling.dateline || telling.faint !== null) return;
    const regency = ancestorAt(gazetteer, place, LEVEL.regency);
    if (regency < 0 || !jurisdictions.includes(regency)) return;
    found.set(telling.sentence, (found.get(telling.sentence) ?? new Set()).add(regency));
  });
  return found;
}

/** Whether each of two groups is told of in one regency alone, by its own sentences, and these are two. */
export function liveApart(a: ReadonlySet<number>, b: ReadonlySet<number>, regions: Regions): boolean {
  const [one, two] = [regencyOf(a, b, regions), regencyOf(b, a, regions)];
  return one !== null && two !== null && one !== two;
}

/** The one regency of the sentences that are those of a group and not of the other; null where there is none, or more. */
function regencyOf(own: ReadonlySet<number>, others: ReadonlySet<number>, regions: Regions): number | null {
  const told = new Set<number>();
  for (const sentence of own)
    if (!others.has(sentence)) for (const regency of regions.get(sentence) ?? []) told.add(regency);
  const [only] = told;
  return told.size === 1 && only !== undefined ? only : null;
}
