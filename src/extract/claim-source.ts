/** Claim source: what the claims of an article are read from, by sentence. */
import type { Weights } from '../model/dictionary.js';
import type { Grammar } from '../model/grammar.js';
import type { Entity, Telling } from './entity.js';
import type { Passage } from './passage.js';
import type { PlaceTelling } from './place-tellings.js';
import type { Chances } from './weigh-article.js';

/** What the claims of an article are read from. */
export interface ClaimSource {
  articleId: string;
  title: Passage;
  body: Passage;
  /** `accused` keep their own numbers: "dua ASN dipecat" is a case, not a statistic. */
  accused: readonly Entity[];
  places: readonly PlaceTelling[];
  grammar: Grammar;
  /** What the article is likely to be; null where nothing was learned of that. */
  chances: Chances | null;
  /** How surely numbers are claims by all that stands around them; null where that was not learned. */
  weights: Weights | null;
}

/** The same by sentence of the body, so that a number looks at its own sentence only. */
export interface Indexed extends ClaimSource {
  accusedIn: Map<number, { entity: Entity; telling: Telling }[]>;
  placesIn: Map<Passage, Map<number, PlaceTelling[]>>;
}

/** Puts accused and places at their sentences. */
export function indexBySentence(source: ClaimSource): Indexed {
  const accusedIn = new Map<number, { entity: Entity; telling: Telling }[]>();
  for (const entity of source.accused)
    for (const telling of entity.tellings) pushTo(accusedIn, telling.sentence, { entity, telling });
  const placesIn = new Map(
    [source.title, source.body].map((passage) => [passage, new Map<number, PlaceTelling[]>()]),
  );
  for (const telling of source.places) {
    const rows = placesIn.get(telling.passage);
    if (rows !== undefined) pushTo(rows, telling.sentence, telling);
  }
  return { ...source, accusedIn, placesIn };
}

function pushTo<T>(rows: Map<number, T[]>, at: number, value: T): void {
  const row = rows.get(at);
  if (row === undefined) rows.set(at, [value]);
  else row.push(value);
}
