/** An incident without what an erased article said of it, for the history; the incident of today is linked anew. */
import type { Incident, Support } from '../model/incident.js';
import { isGiven } from '../model/review.js';

interface Valued {
  support: number;
  from: Support[];
}

/** Null when nothing is left of it. */
export function scrubIncident(incident: Incident, article: string): Incident | null {
  const gone = new Set(incident.links.filter((link) => link.article === article).map(({ report }) => report));
  const links = incident.links
    .filter((link) => link.article !== article)
    .map((link) => (link.to !== null && gone.has(link.to) ? { ...link, to: null, reasons: [] } : link));
  const [first] = links;
  if (first === undefined) return null;
  const keep = <T extends Valued>(values: readonly T[]): T[] =>
    values.flatMap((one) => {
      // What an analyst added rests on no article.
      if (one.from.length === 0) return [one];
      const from = one.from.filter((support) => support.article !== article);
      return from.length === 0 ? [] : [{ ...one, from, support: Math.min(one.support, from.length) }];
    });
  const field = <V, F extends { display: V | null; rule: string; values: (Valued & { value: V })[] }>(
    one: F,
  ): F => {
    const values = keep(one.values);
    if (isGiven(one.rule)) return { ...one, values };
    const stays = values.some(({ value }) => JSON.stringify(value) === JSON.stringify(one.display));
    return { ...one, values, display: stays ? one.display : (values[0]?.value ?? null) };
  };
  const published = links.flatMap((link) => link.published ?? []).sort();
  const outlets = new Set(links.map(({ outlet, article: id }) => outlet ?? id)).size;
  return {
    ...incident,
    links: [{ ...first, to: null, relation: 'opens', score: 1, reasons: [] }, ...links.slice(1)],
    stages: field(incident.stages),
    reached: incident.reached === null ? null : (keep([incident.reached])[0] ?? null),
    violations: field(incident.violations),
    count: field(incident.count),
    places: field(incident.places),
    election: field(incident.election),
    date: field(incident.date),
    subjects: incident.subjects.flatMap((subject) => {
      const status = field(subject.status);
      if (status.values.length === 0 && subject.status.values.length > 0) return [];
      // A name goes with the last article that prints it, whoever spelled it last.
      const names = field({ ...subject.names, rule: '' });
      const name = names.display;
      const displayName = name === subject.name ? subject.displayName : null;
      const positions = field(subject.positions);
      const position = positions.display;
      const variants = names.values.flatMap(({ value }) => (value === name ? [] : [value]));
      return [
        {
          ...subject,
          status,
          names: { ...names, rule: subject.names.rule },
          positions,
          name,
          displayName,
          position,
          variants,
        },
      ];
    }),
    authorities: incident.authorities.flatMap((one) => keep([one])),
    timeline: keep(incident.timeline),
    possibly: incident.possibly
      .filter(({ report }) => !gone.has(report))
      .map((one) => ({ ...one, reasons: [] })),
    reprints: incident.reprints
      .map((group) => group.filter((one) => one !== article))
      .filter((group) => group.length > 1),
    articles: new Set(links.map((link) => link.article)).size,
    outlets,
    independent: Math.min(incident.independent, outlets),
    firstSeen: published[0] ?? null,
    lastSeen: published.at(-1) ?? null,
  };
}
