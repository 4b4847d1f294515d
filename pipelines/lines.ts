/** Lines: a stream of bytes as numbered lines of bounded length, so that one endless line cannot fill the memory. */

/** One line without its end; `over` is true when it was longer than the limit and its text was dropped. */
export interface NumberedLine {
  number: number;
  text: string;
  over: boolean;
}

const NEWLINE = 0x0a;

/** Collects the pieces of the line at hand and forgets them once they exceed the limit. */
class LineBuffer {
  private pieces: Uint8Array[] = [];
  private bytes = 0;
  private number = 0;

  constructor(private readonly limit: number) {}

  get empty(): boolean {
    return this.bytes === 0;
  }

  push(piece: Uint8Array): void {
    this.bytes += piece.length;
    if (this.bytes > this.limit) this.pieces = [];
    else if (piece.length > 0) this.pieces.push(piece);
  }

  take(): NumberedLine {
    this.number += 1;
    const over = this.bytes > this.limit;
    const text = over ? '' : tidyLine(Buffer.concat(this.pieces).toString('utf8'), this.number);
    this.pieces = [];
    this.bytes = 0;
    return { number: this.number, text, over };
  }
}

/** Drops the byte order mark of the first line and the carriage return of any. */
function tidyLine(text: string, number: number): string {
  const start = number === 1 && text.startsWith('\uFEFF') ? 1 : 0;
  return text.slice(start, text.endsWith('\r') ? -1 : undefined);
}

/**
 * Splits a stream of UTF-8 bytes into lines.
 * @param chunks bytes in any pieces
 * @param limit most bytes of one line; a longer one comes as `over` with an empty text
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<NumberedLine> {
  const line = new LineBuffer(limit);
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      line.push(chunk.subarray(start, end));
      yield line.take();
      start = end + 1;
    }
    line.push(chunk.subarray(start));
  }
  if (!line.empty) yield line.take();
}
