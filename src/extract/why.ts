/** Small makers of the "why" that every extracted value carries. */
import type { Evidence, Why } from '../model/why.js';
import { evidence, type Mark, type Passage } from './passage.js';

/** A value that the text states at the given stretches. */
export function stated(rule: string, ...stretches: Evidence[]): Why {
  return { certainty: 'stated', evidence: stretches, rule };
}

/** A value derived from what stands at the given stretches. */
export function inferred(rule: string, ...stretches: Evidence[]): Why {
  return { certainty: 'inferred', evidence: stretches, rule };
}

/** Why of a dictionary hit: its own stretch and form; what was weighed, or joined to a case by weighing, is inferred. */
export function whyOf(passage: Passage, mark: Mark): Why {
  const why = mark.props['odds'] === undefined && mark.props['filled'] === undefined ? stated : inferred;
  return why(mark.rule, evidence(passage, mark));
}
