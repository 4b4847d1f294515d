/** Covering a filter: what people typed to look for, as it may stand in what is published. */
import type { Filter } from '../model/query.js';
import type { WholeNames } from './whole-names.js';

/** The same filter; a protected name among the words of its full text, or a whole one in place of an outlet, is initials. */
export const coverFilter = (filter: Filter, names: WholeNames): Filter => ({
  ...filter,
  text: filter.text === null ? null : names.typed(filter.text),
  outlet: filter.outlet.map(names.except(new Set())),
});
