/** Confusion: which code was wanted and which came out in its place, for single values and for sets. */
import type { NormalForm } from './normal-form.js';

export const CONFUSED = ['report', 'stage', 'violation', 'status', 'step'] as const;
export type Confused = (typeof CONFUSED)[number];

/** One value: wanted and got; null where there was none. Equal ones are right. */
export interface Confusion {
  what: Confused;
  wanted: string | null;
  got: string | null;
}

/** What became of each value of a pair of reports. */
export function confusionsOf(wanted: NormalForm, got: NormalForm): Confusion[] {
  const confusions: Confusion[] = [{ what: 'report', wanted: wanted.type, got: got.type }];
  const add = (what: Confused, rows: readonly [string | null, string | null][]): void => {
    for (const [a, b] of rows) confusions.push({ what, wanted: a, got: b });
  };
  if (wanted.type === 'case' || got.type === 'case') {
    if (wanted.stage !== null || got.stage !== null) add('stage', [[wanted.stage, got.stage]]);
    add('violation', pairSets(wanted.violations, got.violations));
    add('status', pairSets(wanted.statuses, got.statuses));
  }
  add('step', pairSteps(wanted.steps, got.steps));
  return confusions;
}

type Row = [string | null, string | null];

/** Equal values; then, where one of each is left over, one for the other; else each against nothing. */
function pairSets(wanted: ReadonlySet<string>, got: ReadonlySet<string>): Row[] {
  const equal = [...wanted].filter((value) => got.has(value)).map((value): Row => [value, value]);
  const missed = [...wanted].filter((value) => !got.has(value));
  const extra = [...got].filter((value) => !wanted.has(value));
  const [a, b] = [missed[0], extra[0]];
  if (missed.length === 1 && extra.length === 1 && a !== undefined && b !== undefined)
    return [...equal, [a, b]];
  return [
    ...equal,
    ...missed.map((value): Row => [value, null]),
    ...extra.map((value): Row => [null, value]),
  ];
}

/** Steps with their reality; a step of another reality stands for itself before it stands for another step. */
function pairSteps(wanted: ReadonlySet<string>, got: ReadonlySet<string>): Row[] {
  const codeOf = (step: string): string => step.split(':')[0] ?? '';
  const left = new Set([...got].filter((step) => !wanted.has(step)));
  const rows: Row[] = [];
  const missed: string[] = [];
  for (const step of wanted) {
    if (got.has(step)) {
      rows.push([step, step]);
      continue;
    }
    const other = [...left].find((one) => codeOf(one) === codeOf(step));
    if (other === undefined) missed.push(step);
    else {
      left.delete(other);
      rows.push([step, other]);
    }
  }
  return [...rows, ...missed.map((step): Row => [step, null]), ...[...left].map((step): Row => [null, step])];
}

/** How often each value became which, the most frequent first; right ones only where asked for. */
export function countConfusions(
  confusions: readonly Confusion[],
  what: Confused,
  { withRight = false }: { withRight?: boolean } = {},
): { wanted: string | null; got: string | null; times: number }[] {
  const counts = new Map<string, { wanted: string | null; got: string | null; times: number }>();
  for (const { wanted, got, what: kind } of confusions) {
    if (kind !== what || (wanted === got && !withRight)) continue;
    const key = `${wanted ?? ''}>${got ?? ''}`;
    const row = counts.get(key) ?? { wanted, got, times: 0 };
    row.times += 1;
    counts.set(key, row);
  }
  return [...counts.values()].toSorted((a, b) => b.times - a.times);
}
