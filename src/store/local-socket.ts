/** A connection inside one process that looks like a network socket to the pg driver. */
import { Duplex } from 'node:stream';

/** One end: what is written comes out at the other. */
class End extends Duplex {
  other: End | null = null;

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    // Not at once: an answer may ask the next question while the first is still being taken in.
    process.nextTick(() => {
      this.other?.push(chunk);
      done();
    });
  }

  override _final(done: () => void): void {
    this.other?.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const other = this.other;
    this.other = null;
    if (other && !other.destroyed) setImmediate(() => other.destroy());
    done(error);
  }
}

/** The driver's end; `attach` is handed the other end when the driver connects, and resolves when it is served. */
export class LocalSocket extends End {
  constructor(private readonly attach: (stream: Duplex) => Promise<void>) {
    super();
  }

  connect(): this {
    const server = new End();
    server.other = this;
    this.other = server;
    server.on('error', () => server.destroy());
    this.attach(server).then(
      () => this.emit('connect'),
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
