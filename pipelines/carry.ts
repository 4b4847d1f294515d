/** Carry: walks the flow, either over the queue on any number of machines or directly in this process. */
import { z } from 'zod';
import type { JobQueue } from '../src/run/run.js';
import { FLOW, inBatches, WAY, workId, type Emit, type Stage, type Stages } from './flow.js';

const Refs = z.array(z.string()).min(1);

/** Hands references to a stage over the queue; what waits there already is not added again. */
export function emitOnQueue(queue: JobQueue): Emit {
  return (stage, refs) =>
    queue.add(
      stage,
      inBatches(stage, refs).map((batch) => ({ id: workId(stage, batch), data: batch })),
    );
}

/** Works on the jobs of the stages (all of them unless told) until the queue is closed. */
export function runOnQueue(queue: JobQueue, stages: Stages, only: readonly Stage[] = WAY): void {
  const emit = emitOnQueue(queue);
  for (const stage of only) {
    const { concurrency, alone, run } = FLOW[stage];
    queue.run(stage, (data) => run(Refs.parse(data), stages, emit), { concurrency, alone });
  }
}

/** A walk through the flow without a queue. References wait in memory, each once, until their stage is run. */
export interface DirectWalk {
  emit: Emit;
  /** Runs the stages, or those named, until none of them has anything left. */
  run(only?: readonly Stage[]): Promise<void>;
}

export function walkDirectly(stages: Stages): DirectWalk {
  const waiting = new Map<Stage, Set<string>>(WAY.map((stage) => [stage, new Set()]));
  const emit: Emit = async (stage, refs) => {
    for (const ref of refs) waiting.get(stage)?.add(ref);
  };
  const run = async (only: readonly Stage[] = WAY): Promise<void> => {
    for (const stage of WAY) {
      const refs = [...(waiting.get(stage) ?? [])];
      if (!only.includes(stage)) continue;
      waiting.get(stage)?.clear();
      for (const batch of inBatches(stage, refs)) await FLOW[stage].run(batch, stages, emit);
    }
  };
  return { emit, run };
}

/** Carries references from a stage to the end of the way in this process. */
export async function runDirect(stages: Stages, stage: Stage, refs: readonly string[]): Promise<void> {
  const walk = walkDirectly(stages);
  await walk.emit(stage, refs);
  await walk.run();
}
