/** Tell codes: what people call the codes that a list or a record of incidents shows, in Indonesian and English. */
import type { Incident } from '../src/model/incident.js';
import { toldValues } from '../src/model/shown.js';
import { bothLabels, type Languages } from '../src/publish/publish.js';

/** Codes by the column that they stand in. */
export type Codes = ReadonlyMap<string, readonly string[]>;

/** Places are called the same in every language; a list names them in their cells. */
const PLACE = 'place';

/** The codes of a list: those of its cells. */
export const codesOfList = (incidents: readonly Incident[]): Codes =>
  gather(incidents, (incident) => [
    ['tier', [incident.tier]],
    ['stage', [incident.stage]],
    ['violation', toldValues(incident, 'violations').map(({ value }) => value)],
    ['subject_statuses', incident.subjects.map(({ status }) => status.display)],
    ['election_type', [incident.election.display?.type ?? null]],
  ]);

/** The codes of a record: those of the list, and of all that is told beside. */
export const codesOfRecord = (incident: Incident, institutions: readonly string[] = []): Codes =>
  gather([incident], ({ tier, stage, stages, violations, subjects, election, ...rest }) => [
    ['tier', [tier]],
    ['stage', [stage, ...valuesOf(stages)]],
    ['violation', valuesOf(violations)],
    ['subject_statuses', subjects.flatMap(({ status }) => valuesOf(status))],
    ['institution', [...rest.authorities.map(({ institution }) => institution), ...institutions]],
    [PLACE, valuesOf(rest.places)],
    ['election_type', valuesOf(election).map((one) => one?.type ?? null)],
    ['step', rest.timeline.map(({ value }) => value)],
    ['reality', rest.timeline.map(({ reality }) => reality)],
    ['flags', rest.flags],
  ]);

type Row = [column: string, codes: readonly (string | null)[]];

function gather(incidents: readonly Incident[], rowsOf: (incident: Incident) => Row[]): Codes {
  const found = new Map<string, Set<string>>();
  for (const [column, codes] of incidents.flatMap(rowsOf)) {
    const known = found.get(column) ?? new Set();
    for (const code of codes) if (code !== null) known.add(code);
    found.set(column, known);
  }
  return new Map([...found].map(([column, codes]) => [column, [...codes].sort()]));
}

const valuesOf = <T>({
  display,
  values,
}: {
  display: T | null;
  values: readonly { value: T }[];
}): (T | null)[] => [display, ...values.map(({ value }) => value)];

/** A line for each code that is called otherwise than it is written; no lines where there is none. */
export function tellCodes(codes: Codes, { id, en }: Languages): string[] {
  const labels = new Map<string, string>();
  for (const [column, all] of codes)
    for (const code of all) {
      const label = column === PLACE ? id.place(code) : bothLabels(column, code, id, en);
      if (label !== null && label !== code) labels.set(code, label);
    }
  const width = Math.max(0, ...[...labels.keys()].map(({ length }) => length));
  const lines = [...labels].map(([code, label]) => `  ${code.padEnd(width)}  ${label}\n`);
  return lines.length === 0 ? [] : ['codes:\n', ...lines];
}
