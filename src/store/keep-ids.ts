/** Incidents as linked anew, and those that were -> which id each keeps, and where the other ids went. */
import { createHash } from 'node:crypto';
import type { Incident } from '../model/incident.js';

/** An incident as it was: its id, its reports, and since when it has been known (ISO). */
export interface Known {
  id: string;
  members: readonly string[];
  since: string;
}

export interface Kept {
  /** The same incidents under the ids that they keep. */
  incidents: Incident[];
  /** Ids that are no more (merge), or that gave up part of their reports (split). */
  moves: { id: string; to: string; reason: 'merge' | 'split' }[];
}

/**
 * Gives each incident the id that readers know it by. An id goes where most of its reports went; on a tie, where its
 * first report went. Of several ids that meet in one incident the one known for longest stays. An incident that inherits
 * none revives the one that ended when its reports were merged away, else takes the id that linking proposes, unless
 * somebody has that one.
 * @param before incidents that hold any of the reports now
 * @param ended incidents that are no more, with the reports they had last
 * @param taken whether an id belongs to an incident that is not among these
 */
export function keepIds(
  incidents: readonly Incident[],
  before: readonly Known[],
  ended: readonly Known[] = [],
  taken: (id: string) => boolean = () => false,
): Kept {
  const homes = findHomes(incidents);
  const ids: (string | null)[] = incidents.map((_, at) =>
    oldest(before.filter((one) => heirOf(one, homes) === at)),
  );
  const used = new Set(ids.flatMap((id) => id ?? []));
  const isFree = (id: string): boolean => !used.has(id) && !taken(id);
  for (const [at, incident] of incidents.entries()) {
    if (ids[at] !== null) continue;
    const revived = oldest(ended.filter((one) => heirOf(one, homes) === at && isFree(one.id)));
    const id = revived ?? freeId(incident.id, (one) => isFree(one) && !isAnothers(one, ended));
    ids[at] = id;
    used.add(id);
  }
  const renamed = new Map(incidents.map(({ id }, at) => [id, ids[at] ?? id]));
  return {
    incidents: incidents.map((incident) => rename(incident, renamed)),
    moves: before.flatMap((one) => movesOf(one, homes, ids)),
  };
}

/** Place of the incident that holds each report. */
function findHomes(incidents: readonly Incident[]): Map<string, number> {
  const homes = new Map<string, number>();
  incidents.forEach(({ links }, at) => links.forEach(({ report }) => homes.set(report, at)));
  return homes;
}

/** Where most of its reports went; -1 where all of them are gone. */
function heirOf({ members }: Known, homes: ReadonlyMap<string, number>): number {
  const counts = new Map<number, number>();
  for (const member of members) {
    const home = homes.get(member);
    if (home !== undefined) counts.set(home, (counts.get(home) ?? 0) + 1);
  }
  let best = -1;
  // Members come in their order, so that on a tie the home of the first one stays.
  for (const [home, count] of counts) if (best < 0 || count > (counts.get(best) ?? 0)) best = home;
  return best;
}

function oldest(known: readonly Known[]): string | null {
  const [first] = [...known].sort(
    (a, b) => compare(a.since, b.since) || b.members.length - a.members.length || compare(a.id, b.id),
  );
  return first?.id ?? null;
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** An id that ended with other reports is not given to these. */
const isAnothers = (id: string, ended: readonly Known[]): boolean => ended.some((one) => one.id === id);

const MOST_TRIES = 8;

/** Ids that an incident may get for which linking proposes one: that, and those it gets where others have it. */
export function idsFor(proposed: string): string[] {
  const others = Array.from({ length: MOST_TRIES }, (_, n) =>
    createHash('sha256').update(`${proposed} ${n}`).digest('hex').slice(0, 16),
  );
  return [proposed, ...others.map((hash) => `incident-${hash}`)];
}

function freeId(proposed: string, isFree: (id: string) => boolean): string {
  const id = idsFor(proposed).find(isFree);
  if (id === undefined) throw new Error(`no id is free for ${proposed}`);
  return id;
}

function rename(incident: Incident, ids: ReadonlyMap<string, string>): Incident {
  const nameOf = (id: string): string => ids.get(id) ?? id;
  return {
    ...incident,
    id: nameOf(incident.id),
    possibly: incident.possibly.map((other) => ({ ...other, incident: nameOf(other.incident) })),
  };
}

function movesOf(
  one: Known,
  homes: ReadonlyMap<string, number>,
  ids: readonly (string | null)[],
): Kept['moves'] {
  const heir = heirOf(one, homes);
  const places = [...new Set(one.members.flatMap((member) => homes.get(member) ?? []))];
  // Where most of the reports went stands first.
  const went = places.sort((a, b) => Number(b === heir) - Number(a === heir)).flatMap((at) => ids[at] ?? []);
  const reason = went.length > 1 ? ('split' as const) : ('merge' as const);
  return went.filter((to) => to !== one.id).map((to) => ({ id: one.id, to, reason }));
}
