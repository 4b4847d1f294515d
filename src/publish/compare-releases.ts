/** Comparing releases: which incidents came, changed and went since the release before, and why they went. */
import { Tier } from '../model/codes.js';
import type { DeltaRow } from '../model/rows.js';
import { cellText } from './sink.js';
import type { Cell, Row } from './tables.js';

export type Delta = DeltaRow;

/** What is known of an incident that is in the release no more. */
export interface Fate {
  reason: DeltaRow['reason'];
  /** Incident that holds its reports now. */
  by: string | null;
}

/** Why an incident is in the release anew, or tells something else. */
export type Why = Pick<DeltaRow, 'reason' | 'causes'>;

/** What is asked about incidents once all of the release were seen. */
export interface Inquiry {
  added: (id: string) => Why;
  changed: (id: string) => Why;
  gone: (id: string) => Fate & Pick<DeltaRow, 'causes'>;
}

/** Follows the incidents of a release as they are written, against those of the release before. */
export class Comparison {
  private readonly seen: Pick<Delta, 'event_id' | 'change' | 'tier' | 'tier_before' | 'columns'>[] = [];
  private readonly left: Map<string, string>;

  /** @param before rows of the incident file of the release before, as JSON, by id */
  constructor(before: ReadonlyMap<string, string>) {
    this.left = new Map(before);
  }

  add(row: Row): void {
    const id = String(row.event_id);
    const before = this.left.get(id);
    this.left.delete(id);
    if (before === undefined)
      this.seen.push({ event_id: id, change: 'added', tier: tierOf(row), tier_before: null, columns: [] });
    else if (before !== JSON.stringify(row)) this.compare(id, JSON.parse(before) as Row, row);
  }

  private compare(id: string, before: Row, after: Row): void {
    const columns = differing(before, after);
    if (columns.length === 0) return;
    const tiers = { tier: tierOf(after), tier_before: tierOf(before) };
    this.seen.push({ event_id: id, change: 'changed', ...tiers, columns });
  }

  /** Incidents that are new or tell something else. */
  get told(): string[] {
    return this.seen.map(({ event_id }) => event_id);
  }

  /** Incidents of the release before that did not come again. */
  get gone(): string[] {
    return [...this.left.keys()];
  }

  /** All that became of them and why, in the order of their ids. */
  end(inquiry: Inquiry): Delta[] {
    const told = this.seen.map((one): Delta => {
      const why = one.change === 'added' ? inquiry.added(one.event_id) : inquiry.changed(one.event_id);
      return { ...one, ...why, superseded_by: null };
    });
    const withdrawn = [...this.left].map(([id, before]): Delta => {
      const { by, ...why } = inquiry.gone(id);
      // Of what was erased by law nothing is told any more, not even how far it had come.
      const told = why.reason === 'erased' ? null : tierOf(JSON.parse(before) as Row);
      const tiers = { tier: null, tier_before: told };
      return { event_id: id, change: 'withdrawn', ...tiers, columns: [], ...why, superseded_by: by };
    });
    return [...told, ...withdrawn].sort((a, b) => (a.event_id < b.event_id ? -1 : 1));
  }
}

const tierOf = ({ tier }: Row): Delta['tier'] => Tier.safeParse(tier).data ?? null;

function differing(before: Row, after: Row): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => tellsOther(before[name], after[name])).sort();
}

/** A column that an earlier version did not have is no change where nothing stands in it. */
const tellsOther = (before: Cell | undefined, after: Cell | undefined): boolean =>
  before === undefined || after === undefined
    ? cellText(before ?? after ?? null) !== ''
    : JSON.stringify(before) !== JSON.stringify(after);

/** How many incidents something became of, and of them how many for each reason, the most frequent first. */
export interface DeltaCount {
  change: Delta['change'];
  count: number;
  reasons: [Delta['reason'], number][];
}

export function countDelta(delta: readonly Delta[]): DeltaCount[] {
  return (['added', 'changed', 'withdrawn'] as const).map((change) => {
    const reasons = new Map<Delta['reason'], number>();
    const rows = delta.filter((one) => one.change === change);
    for (const { reason } of rows) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    const sorted = [...reasons].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return { change, count: rows.length, reasons: sorted };
  });
}
