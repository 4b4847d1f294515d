/** Realities: which of them say that a step happened, and that it was reached. Free of schemas, as extraction starts with it. */
import { PROCESS_STAGE } from './code-lists.js';

/** Whether what is told happened or is under way. */
export const hasHappened = (reality: string | null | undefined): boolean =>
  reality === 'realised' || reality === 'ongoing';

const PROCESSES = new Set<string>(PROCESS_STAGE);

/** Whether a step counts as reached: one under way only where it is a process (ruling 11.2). */
export const countsAsReached = (step: string, reality: string): boolean =>
  reality === 'realised' || (reality === 'ongoing' && PROCESSES.has(step));
