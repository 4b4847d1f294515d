/** Until stopped: how a program that runs on waits for its end. */
import type { JobQueue } from '../src/run/run.js';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Waits for SIGTERM or SIGINT. A second one ends the process at once.
 * @throws the Halt that stopped the queue, if one does
 */
export async function untilStopped(queue: JobQueue): Promise<void> {
  let stop: () => void = () => undefined;
  const asked = new Promise<null>((resolve) => (stop = () => resolve(null)));
  // `on`, as the crawler brings a handler along that ends the process once it is the only one.
  for (const signal of SIGNALS) process.on(signal, stop);
  const halt = await Promise.race([asked, queue.halted]);
  for (const signal of SIGNALS) {
    process.off(signal, stop);
    process.once(signal, () => process.exit(1));
  }
  if (halt !== null) throw halt;
}
