/** In place: a value as bytes in the form of v8, with its typed arrays behind it, each where it can be read without copying. */
import { Deserializer, Serializer } from 'node:v8';

type Column = Uint8Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

const KINDS = [Uint8Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array] as const;
const ALIGNED = 8; // bytes: the widest number of a column

const paddingAt = (at: number): number => (ALIGNED - (at % ALIGNED)) % ALIGNED;

/** Writes where each column lies, and keeps the columns themselves. */
class Writer extends Serializer {
  readonly columns: Uint8Array[] = [];
  bytes = 0;

  /** Called by the engine for each typed array. */
  _writeHostObject(column: Column): void {
    const kind = KINDS.findIndex((one) => column instanceof one);
    if (kind < 0) throw new TypeError(`no column: ${column.constructor.name}`);
    const { buffer, byteOffset, byteLength } = column;
    this.writeUint32(kind);
    this.writeUint32(this.bytes);
    this.writeUint32(column.length);
    const padding = paddingAt(byteLength);
    this.columns.push(new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(padding));
    this.bytes += byteLength + padding;
  }
}

class Reader extends Deserializer {
  constructor(
    bytes: Uint8Array,
    private readonly columns: Uint8Array,
  ) {
    super(bytes);
  }

  /** Called by the engine for each typed array. */
  _readHostObject(): Column {
    const kind = KINDS[this.readUint32()];
    if (kind === undefined) throw new TypeError('a column of no kind');
    const { buffer, byteOffset } = this.columns;
    const at = byteOffset + this.readUint32();
    return new kind(buffer as ArrayBuffer, at, this.readUint32());
  }
}

/** The bytes of a value; they must be read from a multiple of eight on. */
export function writeInPlace(value: unknown): Buffer {
  const writer = new Writer();
  // The engine hands over typed arrays only where it is told to.
  (
    writer as unknown as { _setTreatArrayBufferViewsAsHostObjects(on: boolean): void }
  )._setTreatArrayBufferViewsAsHostObjects(true);
  writer.writeHeader();
  writer.writeValue(value);
  const told = writer.releaseBuffer();
  const head = Buffer.alloc(ALIGNED);
  head.writeUInt32LE(told.length);
  return Buffer.concat([head, told, new Uint8Array(paddingAt(told.length)), ...writer.columns]);
}

/** The value of bytes that writeInPlace wrote; its columns are views of them. */
export function readInPlace(bytes: Buffer): unknown {
  const end = ALIGNED + bytes.readUInt32LE(0);
  const reader = new Reader(bytes.subarray(ALIGNED, end), bytes.subarray(end + paddingAt(end)));
  reader.readHeader();
  return reader.readValue();
}
