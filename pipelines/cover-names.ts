/** Cover names: an incident as it may be shown, with initials for people whom the privacy rule protects (codebook 10). */
import type { Incident } from '../src/model/incident.js';
import { coverOf, displayName, mayBeNamed, wholeNames, type WholeNames } from '../src/publish/publish.js';
import type { DatasetPart } from '../src/store/store.js';

const NOBODY = wholeNames([]);

/**
 * The same incident with names only of those who may be named; also inside positions and the reasons of its links.
 * @param reports all reports of its articles
 * @param names full names that no text may spell
 */
export function coverNames(
  incident: Incident,
  reports: DatasetPart['reports'] = [],
  names: WholeNames = NOBODY,
): Incident {
  const articles = new Set(incident.links.map(({ article }) => article));
  const near = reports.filter(({ article }) => articles.has(article.id)).map(({ report }) => report);
  const { text } = coverOf(incident, near, names);
  const covered = <T extends { reasons: string[] }>(one: T): T => ({
    ...one,
    reasons: one.reasons.map(text),
  });
  return {
    ...incident,
    subjects: incident.subjects.map((subject) => ({
      ...subject,
      position: subject.position === null ? null : text(subject.position),
      ...(mayBeNamed(incident, subject) ? {} : { name: displayName(incident, subject), variants: [] }),
    })),
    links: incident.links.map(covered),
    possibly: incident.possibly.map(covered),
  };
}
