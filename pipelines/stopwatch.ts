/** Stopwatch: how long each stage of the flow was at work, by the clock on the wall. */
import type { Stages } from './flow.js';

/** The stages as people count them; everything that goes to the database and comes from it is one. */
export const TIMED = ['collect', 'read', 'extract', 'link', 'store'] as const;
export type Timed = (typeof TIMED)[number];

const WORK: Record<keyof Stages, Timed> = {
  collectPages: 'collect',
  readPage: 'read',
  extract: 'extract',
  linkReports: 'link',
  pages: 'store',
  saveArticles: 'store',
  articles: 'store',
  saveExtractions: 'store',
  reportsToLink: 'store',
  saveIncidents: 'store',
  setAside: 'store',
};

/** Counts the time in which at least one piece of work of a kind is at hand. */
class Stopwatch {
  private readonly kinds = new Map<Timed, { atHand: number; since: number; ms: number }>();

  start(kind: Timed): void {
    const known = this.kinds.get(kind) ?? { atHand: 0, since: 0, ms: 0 };
    this.kinds.set(kind, known);
    if (known.atHand === 0) known.since = performance.now();
    known.atHand += 1;
  }

  stop(kind: Timed): void {
    const known = this.kinds.get(kind);
    if (known === undefined) return;
    known.atHand -= 1;
    if (known.atHand === 0) known.ms += performance.now() - known.since;
  }

  read(kind: Timed): number {
    return this.kinds.get(kind)?.ms ?? 0;
  }
}

export interface TimedStages {
  stages: Stages;
  /** Milliseconds so far. */
  read(kind: Timed): number;
}

/** The same stages, with their time taken. */
export function timeStages(stages: Stages): TimedStages {
  const watch = new Stopwatch();
  const timed = Object.fromEntries(
    Object.entries(stages).map(([name, work]) => [
      name,
      timeWork(work as (...given: unknown[]) => unknown, WORK[name as keyof Stages], watch),
    ]),
  ) as unknown as Stages;
  return { stages: timed, read: (kind) => watch.read(kind) };
}

function timeWork(
  work: (...given: unknown[]) => unknown,
  kind: Timed,
  watch: Stopwatch,
): (...given: unknown[]) => unknown {
  return (...given) => {
    watch.start(kind);
    let result: unknown;
    try {
      result = work(...given);
    } catch (error) {
      watch.stop(kind);
      throw error;
    }
    if (!(result instanceof Promise)) {
      watch.stop(kind);
      return result;
    }
    return result.finally(() => watch.stop(kind));
  };
}
