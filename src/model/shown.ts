/** Shown: what readers are told of a field with several values: those of outlets, or the one that an analyst gave instead. */
import type { Incident } from './incident.js';
import { isGiven } from './review.js';

/** Fields of which all values are told, not only the one displayed. */
type Told = 'violations' | 'places';
type Value<F extends Told> = Incident[F]['values'][number]['value'];

/** A value with the number of independent sources that say so; null where an analyst gave it. */
export interface ToldValue<T> {
  value: T;
  support: number | null;
}

/** What outlets say is told, until an analyst gives another value: then that one alone is, and theirs stay on record. */
export function toldValues<F extends Told>(
  incident: Pick<Incident, F | 'review'>,
  field: F,
): ToldValue<Value<F>>[] {
  const { display, rule, values } = incident[field] as {
    display: Value<F> | null;
    rule: string;
    values: ToldValue<Value<F>>[];
  };
  if (!incident.review.corrected.includes(field) && !isGiven(rule))
    return values.map(({ value, support }) => ({ value, support }));
  return display === null ? [] : [{ value: display, support: null }];
}
