/** Cover names: an incident as it may be shown, with initials for people whom the privacy rule protects (codebook 10). */
import type { Incident } from '../src/model/incident.js';
import {
  coverOf,
  coverReply,
  displayName,
  mayBeNamed,
  wholeNames,
  type Cover,
  type Near,
  type WholeNames,
} from '../src/publish/publish.js';
import type { DatasetPart } from '../src/store/store.js';

const NOBODY = wholeNames([]);

/** Some reports in their articles, as covering takes them. */
export const nearOf = (reports: DatasetPart['reports']): Near => ({
  reports: reports.map(({ report }) => report),
  articles: [...new Map(reports.map(({ article }) => [article.id, article])).values()],
});

/**
 * The same incident with names only of those who may be named; also inside positions, the reasons of its links, and
 * replies.
 * @param reports all reports of its articles
 * @param names full names that no text may spell
 */
export function coverNames(
  incident: Incident,
  reports: DatasetPart['reports'] = [],
  names: WholeNames = NOBODY,
): Incident {
  const articles = new Set(incident.links.map(({ article }) => article));
  const near = reports.filter(({ article }) => articles.has(article.id));
  const cover = coverOf(incident, nearOf(near), names);
  const covered = <T extends { reasons: string[] }>(one: T): T => ({
    ...one,
    reasons: one.reasons.map(cover.text),
  });
  return {
    ...incident,
    subjects: incident.subjects.map((subject) => coverSubject(subject, cover)),
    authorities: incident.authorities.map((one) => ({
      ...one,
      name: one.name === null ? null : cover.text(one.name),
    })),
    links: incident.links.map(covered),
    possibly: incident.possibly.map(covered),
    replies: incident.replies.map((reply) => coverReply(reply, cover)),
  };
}

type Subject = Incident['subjects'][number];

function coverSubject(subject: Subject, { text }: Cover): Subject {
  const told = {
    ...subject,
    position: subject.position === null ? null : text(subject.position),
    positions: coverField(subject.positions, text),
  };
  if (mayBeNamed(subject)) return told;
  const name = displayName(subject);
  // Not even who prints which spelling: how many there are would tell something of the name.
  return {
    ...told,
    name,
    variants: [],
    names: { ...subject.names, display: null, values: [] },
    named: false,
    displayName: name,
  };
}

const coverField = (field: Subject['positions'], text: Cover['text']): Subject['positions'] => ({
  ...field,
  display: field.display === null ? null : text(field.display),
  values: field.values.map((one) => ({ ...one, value: text(one.value) })),
});
