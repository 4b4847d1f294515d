/** Zip files, written as they come: each entry is deflated while it is written, and all have one date, so that the same entries give the same bytes. */
import { once } from 'node:events';
import { createDeflateRaw } from 'node:zlib';
import type { Sink } from './sink.js';

export interface ZipEntry {
  write: (text: string) => Promise<void>;
  end: () => Promise<void>;
}

export interface Zip {
  /** Opens the next entry; the one before must have ended. */
  entry: (name: string) => Promise<ZipEntry>;
  end: () => Promise<void>;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function addCrc(crc: number, bytes: Uint8Array): number {
  let value = ~crc;
  for (const byte of bytes) value = (CRC[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value >>> 0;
}

// Sizes follow the data (bit 3), names are UTF-8 (bit 11); deflated; 1 January 1980, the first day that zip knows
const VERSION = 20;
const FLAGS = 0x0808;
const DEFLATED = 8;
const DATE = 0x0021;

interface Written {
  name: Buffer;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** Numbers of two or four bytes, little end first. */
function fields(...numbers: [bytes: 2 | 4, value: number][]): Buffer {
  const buffer = Buffer.alloc(numbers.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of numbers) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}

const common = ({ crc, packed, size, name }: Written): [2 | 4, number][] => [
  [2, VERSION],
  [2, FLAGS],
  [2, DEFLATED],
  [2, 0],
  [2, DATE],
  [4, crc],
  [4, packed],
  [4, size],
  [2, name.length],
  [2, 0],
];

export function zipWriter(sink: Sink): Zip {
  const entries: Written[] = [];
  let offset = 0;
  const put = async (bytes: Uint8Array): Promise<void> => {
    offset += bytes.length;
    await sink(bytes);
  };
  return {
    entry: async (name) => {
      const written: Written = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset };
      await put(Buffer.concat([fields([4, 0x04034b50], ...common(written)), written.name]));
      const deflate = createDeflateRaw();
      const packing = (async () => {
        for await (const chunk of deflate) {
          written.packed += (chunk as Buffer).length;
          await put(chunk as Buffer);
        }
      })();
      return {
        write: async (text) => {
          const bytes = Buffer.from(text);
          written.crc = addCrc(written.crc, bytes);
          written.size += bytes.length;
          if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain'), packing]);
        },
        end: async () => {
          deflate.end();
          await packing;
          await put(fields([4, 0x08074b50], [4, written.crc], [4, written.packed], [4, written.size]));
          entries.push(written);
        },
      };
    },
    end: async () => {
      const start = offset;
      for (const one of entries) {
        const rest = fields([2, 0], [2, 0], [2, 0], [4, 0], [4, one.offset]);
        await put(Buffer.concat([fields([4, 0x02014b50], [2, VERSION], ...common(one)), rest, one.name]));
      }
      const count = entries.length;
      await put(
        fields(
          [4, 0x06054b50],
          [2, 0],
          [2, 0],
          [2, count],
          [2, count],
          [4, offset - start],
          [4, start],
          [2, 0],
        ),
      );
    },
  };
}
