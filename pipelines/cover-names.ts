/** Cover names: an incident as it may be shown, with initials for people whom the privacy rule protects (codebook 10). */
import type { Incident } from '../src/model/incident.js';
import { displayName, maskerOf, mayBeNamed } from '../src/publish/publish.js';

/** The same incident with names only of those who may be named; also inside the reasons of its links. */
export function coverNames(incident: Incident): Incident {
  const mask = maskerOf(incident);
  return {
    ...incident,
    subjects: incident.subjects.map((subject) =>
      mayBeNamed(incident, subject)
        ? subject
        : {
            ...subject,
            name: displayName(incident, subject),
            variants: [],
            names: coverField(subject.names),
          },
    ),
    replies: incident.replies.map((reply) => ({
      ...reply,
      by: reply.by === null ? null : mask(reply.by),
      text: mask(reply.text),
      url: reply.url !== null && mask(reply.url) === reply.url ? reply.url : null,
    })),
    links: incident.links.map((link) => ({ ...link, reasons: link.reasons.map(mask) })),
  };
}

/** Who prints a name is told, the spellings are not. */
const coverField = (names: Incident['subjects'][number]['names']): typeof names => ({
  ...names,
  display: null,
  values: [],
});
