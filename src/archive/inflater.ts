/** Inflater: unpacks one gzip member after the other into memory of the caller, with one zlib engine for all of them. */
import { constants, createInflateRaw } from 'node:zlib';

/** What became of a member, or of the part of it that was asked for. */
export interface Inflated {
  /** done: the member ended; full: the room is full; short: the input ended before the member; broken: no gzip. */
  state: 'done' | 'full' | 'short' | 'broken';
  /** Where the input was read to; behind the trailer when it is done. */
  at: number;
  /** Where the output was written to. */
  end: number;
}

export interface Inflater {
  /** Begins with the member whose gzip header stands at `at`, and writes from `from` on. */
  begin(input: Buffer, at: number, stop: number, room: Buffer, from: number, most: number): Inflated;
  /** Goes on with the member in hand. */
  more(input: Buffer, at: number, stop: number, room: Buffer, from: number, most: number): Inflated;
  close(): void;
}

const TRAILER = 8;
const HEADER = 10;

/** Where the compressed bytes begin behind a gzip header; -1 when it is none, or not all of it is there. */
function behindHeader(input: Buffer, at: number, stop: number): number {
  if (!opensMember(input, at) || at + HEADER > stop) return -1;
  const flags = input[at + 3] ?? 0;
  let next = at + HEADER;
  if (flags & 4) next += 2 + (input[next] ?? 0) + ((input[next + 1] ?? 0) << 8);
  for (const flag of [8, 16]) if (flags & flag) next = input.indexOf(0, next) + 1 || stop + 1;
  if (flags & 2) next += 2;
  return next > stop ? -1 : next;
}

/** Magic number, deflate, and none of the flags that are reserved. */
export const opensMember = (input: Buffer, at: number): boolean =>
  input[at] === 0x1f &&
  input[at + 1] === 0x8b &&
  input[at + 2] === 8 &&
  ((input[at + 3] ?? 0xff) & 0xe0) === 0;

/** The synchronous engine behind Node's streams, as the tar package of npm uses it, too. */
interface Engine {
  writeSync(
    flush: number,
    input: Buffer,
    at: number,
    length: number,
    room: Buffer,
    from: number,
    most: number,
  ): void;
  reset(): void;
  close(): void;
}

/**
 * An inflater. The public calls of zlib make a new engine for each member, at 20 microseconds and a fresh buffer each;
 * one engine reads the small records of an archive many times as fast.
 * @param whole whether a member is always handed over to its end, so that one that is short is begun again with more;
 * otherwise `more` goes on with it. It spares the engine a copy of its window for each member.
 */
export function openInflater(whole: boolean): Inflater {
  const stream = createInflateRaw() as unknown as { _handle: Engine; _writeState: Uint32Array };
  const { _handle: engine, _writeState: left } = stream;
  let failure = 0;
  Object.assign(engine, { onerror: (_: string, code: number) => (failure = code) });
  const flush = whole ? constants.Z_FINISH : constants.Z_NO_FLUSH;
  const more: Inflater['more'] = (input, at, stop, room, from, most) => {
    engine.writeSync(flush, input, at, stop - at, room, from, most - from);
    if (failure !== 0) {
      const state = failure === constants.Z_BUF_ERROR ? 'short' : 'broken';
      failure = 0;
      return { state, at, end: from };
    }
    const [roomLeft = 0, inputLeft = 0] = left;
    const read = stop - inputLeft;
    const end = most - roomLeft;
    if (roomLeft === 0) return { state: 'full', at: read, end };
    return inputLeft < TRAILER
      ? { state: 'short', at: read, end }
      : { state: 'done', at: read + TRAILER, end };
  };
  return {
    more,
    begin(input, at, stop, room, from, most) {
      engine.reset();
      const next = behindHeader(input, at, stop);
      if (next >= 0) return more(input, next, stop, room, from, most);
      const cutOff = opensMember(input, at) || stop - at < 4;
      return { state: cutOff ? 'short' : 'broken', at, end: from };
    },
    close: () => engine.close(),
  };
}
