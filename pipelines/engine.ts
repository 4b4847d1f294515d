/** Engine: what the JavaScript engine is told for the way in which articles come: one alone, or a stream of them. */
import { setFlagsFromString } from 'node:v8';

/**
 * Collects before the heap has grown by half, not only when it has grown several times over: a stream holds some 30 MB,
 * and all else is garbage of the articles before.
 */
export const holdGarbageDown = (): void => setFlagsFromString('--heap-growing-percent=50');

/** Code is not made faster while it runs: for one article that takes longer than it saves. */
export const holdOptimiser = (): void => setFlagsFromString('--no-opt');

/** Code that runs often is made faster again, as the engine does by itself. */
export const releaseOptimiser = (): void => setFlagsFromString('--opt');

/** Takes everything back: the engine keeps compiled code only for programs that are told the same as it was. */
export function restoreEngine(): void {
  releaseOptimiser();
  setFlagsFromString('--heap-growing-percent=0');
}
