/** Comparing releases: which incidents came, changed and went since the release before, and why they went. */
import type { DeltaRow } from '../model/rows.js';
import { cellText } from './sink.js';
import type { Cell, Row } from './tables.js';

export type Delta = DeltaRow;

/** What is known of an incident that is in the release no more. */
export interface Fate {
  reason: NonNullable<DeltaRow['reason']>;
  /** Incident that holds its reports now. */
  by: string | null;
}

/** Follows the incidents of a release as they are written, against those of the release before. */
export class Comparison {
  private readonly delta: Delta[] = [];
  private readonly left: Map<string, string>;

  /** @param before rows of the incident file of the release before, as JSON, by id */
  constructor(before: ReadonlyMap<string, string>) {
    this.left = new Map(before);
  }

  add(row: Row): void {
    const id = String(row.event_id);
    const before = this.left.get(id);
    this.left.delete(id);
    if (before === undefined) return this.note(id, 'added', Object.keys(row));
    if (before === JSON.stringify(row)) return;
    const columns = differing(JSON.parse(before) as Row, row);
    if (columns.length > 0) this.note(id, 'changed', columns);
  }

  private note(id: string, change: 'added' | 'changed', columns: readonly string[]): void {
    this.delta.push({
      event_id: id,
      change,
      columns: change === 'added' ? [] : [...columns],
      reason: null,
      superseded_by: null,
    });
  }

  /** Incidents of the release before that did not come again. */
  get gone(): string[] {
    return [...this.left.keys()];
  }

  /** All that became of them, in the order of their ids. */
  end(fateOf: (id: string) => Fate): Delta[] {
    const withdrawn = this.gone.map((id): Delta => {
      const { reason, by } = fateOf(id);
      return { event_id: id, change: 'withdrawn', columns: [], reason, superseded_by: by };
    });
    return [...this.delta, ...withdrawn].sort((a, b) => (a.event_id < b.event_id ? -1 : 1));
  }
}

function differing(before: Row, after: Row): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => tellsOther(before[name], after[name])).sort();
}

/** A column that an earlier version did not have is no change where nothing stands in it. */
const tellsOther = (before: Cell | undefined, after: Cell | undefined): boolean =>
  before === undefined || after === undefined
    ? cellText(before ?? after ?? null) !== ''
    : JSON.stringify(before) !== JSON.stringify(after);

export interface DeltaCounts {
  added: number;
  changed: number;
  withdrawn: number;
  reasons: Map<string, number>;
}

export function countDelta(delta: readonly Delta[]): DeltaCounts {
  const counts: DeltaCounts = { added: 0, changed: 0, withdrawn: 0, reasons: new Map() };
  for (const { change, reason } of delta) {
    counts[change] += 1;
    if (reason !== null) counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + 1);
  }
  return counts;
}
