/** Engine: what the JavaScript engine is told for the way in which articles come: one alone, or a stream of them. */
import { setFlagsFromString } from 'node:v8';

// What the engine itself multiplies the room for new things by
const GROWTH = 2;

/**
 * Collects before the heap has grown by half, not only when it has grown several times over: a stream holds some 30 MB,
 * and all else is garbage of the articles before. Room for what is new stays as small as it was, so that on a busy machine,
 * too, no more lies about than a few articles leave behind; a stream takes a quarter less memory so, and no longer.
 */
export function holdGarbageDown(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Code is not made faster while it runs: for one article that takes longer than it saves. */
export const holdOptimiser = (): void => setFlagsFromString('--no-opt');

/** Code that runs often is made faster again, as the engine does by itself. */
export const releaseOptimiser = (): void => setFlagsFromString('--opt');

/** Takes everything back: the engine keeps compiled code only for programs that are told the same as it was. */
export function restoreEngine(): void {
  releaseOptimiser();
  setFlagsFromString('--heap-growing-percent=0');
  setFlagsFromString(`--semi-space-growth-factor=${GROWTH}`);
}
