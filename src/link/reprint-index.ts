/** Signs of article bodies -> an index that finds the copies of a text among millions: bands of values in typed arrays. */
import { type CopyRules, SIGN_BYTES, VALUES, compareSigns, isCopy } from './sign-body.js';

const SHIFT = 14;
const CHUNK = 1 << SHIFT; // texts
const NONE = 0;
/** An entry of a chain is the number of a text plus one, with eight more bits of the hash of the band above it. */
const NUMBER = 0xffffff;
/** As many texts as can be numbered. */
const MOST_TEXTS = NUMBER - 1;
const FIRST_SLOTS = 1 << 10;
/** A text so like a known one is found by it, and not indexed once more: a flood of copies makes no long chains. */
const ONE_TEXT = 0.97;
/** Texts looked at in one chain, newest first. */
const LONGEST_CHAIN = 512;

export interface IndexShape {
  /** Bands of a sign; two texts meet when all values of one band agree. */
  bands: number;
  /** Values of a band. */
  rows: number;
}

/**
 * By 32 bands of 4 a text of which a third was cut meets its original 999 times in 1000, by 16 bands of 8 only 47 times
 * in 100; what `npm run bench reprints` finds of edited ones by each is printed there.
 */
export const SHAPE: IndexShape = { bands: 32, rows: 4 };

/** Finds the copies of a text among all that were added; numbers of texts count from 0 in the order of adding. */
export class ReprintIndex {
  private readonly signs: Uint8Array[] = [];
  /** For each text and band the text before it in the same slot. */
  private readonly before: Uint32Array[] = [];
  private slots = FIRST_SLOTS;
  /** The newest text of each slot, one band after another. */
  private heads: Uint32Array;
  private readonly indexed: Uint8Array[] = [];
  private count = 0;
  private candidates = new Int32Array(64);

  constructor(
    private readonly rules: CopyRules,
    private readonly shape: IndexShape = SHAPE,
  ) {
    if (shape.bands * shape.rows > VALUES) throw new RangeError(`a sign has ${VALUES} values`);
    this.heads = this.emptyHeads();
  }

  /** How many texts were added. */
  get size(): number {
    return this.count;
  }

  /** Bytes of the arrays. */
  get bytes(): number {
    const all = [...this.signs, ...this.before, this.heads, ...this.indexed];
    return all.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Adds a text; gives the numbers of the earlier texts that it is a copy of, newest first. */
  add(sign: Uint8Array): number[] {
    if (this.count === MOST_TEXTS) throw new RangeError(`an index holds ${MOST_TEXTS} texts; begin another`);
    const found = this.find(sign);
    const at = this.count;
    this.count += 1;
    const chunk = at >>> SHIFT;
    if (this.signs[chunk] === undefined) this.addChunk();
    this.signs[chunk]?.set(sign.subarray(0, SIGN_BYTES), (at & (CHUNK - 1)) * SIGN_BYTES);
    const known = found.some((other) => this.compare(sign, other).whole >= ONE_TEXT);
    if (known) return found;
    const marks = this.indexed[chunk];
    if (marks !== undefined) marks[at & (CHUNK - 1)] = 1;
    if (this.count * 2 > this.slots) this.grow();
    else this.enter(at);
    return found;
  }

  /** The numbers of the texts that a text is a copy of, newest first; the text itself is not added. */
  find(sign: Uint8Array): number[] {
    const met = this.collect(sign);
    const copies: number[] = [];
    for (let nth = 0; nth < met; nth += 1) {
      const other = this.candidates[nth] ?? 0;
      if (isCopy(this.compare(sign, other), this.rules)) copies.push(other);
    }
    return copies.sort((a, b) => b - a);
  }

  private compare(sign: Uint8Array, other: number) {
    const chunk = this.signs[other >>> SHIFT] ?? sign;
    return compareSigns(sign, chunk, 0, (other & (CHUNK - 1)) * SIGN_BYTES);
  }

  /** Gathers the texts that share a band, each once; gives how many. */
  private collect(sign: Uint8Array): number {
    const { bands, rows } = this.shape;
    let met = 0;
    for (let band = 0; band < bands; band += 1) {
      const hash = hashBand(sign, 0, band, rows);
      const tag = hash >>> 24;
      let entry = this.heads[band * this.slots + (hash & (this.slots - 1))] ?? NONE;
      for (let steps = 0; entry !== NONE && steps < LONGEST_CHAIN; steps += 1) {
        const other = (entry & NUMBER) - 1;
        if (entry >>> 24 === tag && this.agrees(sign, other, band * rows) && !this.isMet(other, met))
          met = this.meet(other, met);
        entry = this.before[other >>> SHIFT]?.[(other & (CHUNK - 1)) * bands + band] ?? NONE;
      }
    }
    return met;
  }

  private agrees(sign: Uint8Array, other: number, first: number): boolean {
    const chunk = this.signs[other >>> SHIFT];
    if (chunk === undefined) return false;
    const from = (other & (CHUNK - 1)) * SIGN_BYTES + first;
    for (let row = 0; row < this.shape.rows; row += 1)
      if (chunk[from + row] !== sign[first + row]) return false;
    return true;
  }

  private isMet(other: number, met: number): boolean {
    for (let nth = 0; nth < met; nth += 1) if (this.candidates[nth] === other) return true;
    return false;
  }

  private meet(other: number, met: number): number {
    if (met === this.candidates.length) {
      const more = new Int32Array(met * 2);
      more.set(this.candidates);
      this.candidates = more;
    }
    this.candidates[met] = other;
    return met + 1;
  }

  private enter(at: number): void {
    const { bands, rows } = this.shape;
    const [chunk, row] = [at >>> SHIFT, at & (CHUNK - 1)];
    const [signs, before] = [this.signs[chunk], this.before[chunk]];
    if (signs === undefined || before === undefined) return;
    for (let band = 0; band < bands; band += 1) {
      const hash = hashBand(signs, row * SIGN_BYTES, band, rows);
      const slot = band * this.slots + (hash & (this.slots - 1));
      before[row * bands + band] = this.heads[slot] ?? NONE;
      this.heads[slot] = (at + 1) | (hash & ~NUMBER);
    }
  }

  /** Doubles the slots; every text is entered anew. */
  private grow(): void {
    this.slots *= 2;
    this.heads = new Uint32Array(0); // given up first, so that both never stand side by side
    this.heads = this.emptyHeads();
    for (let at = 0; at < this.count; at += 1)
      if (this.indexed[at >>> SHIFT]?.[at & (CHUNK - 1)] === 1) this.enter(at);
  }

  private emptyHeads(): Uint32Array {
    return new Uint32Array(this.slots * this.shape.bands);
  }

  private addChunk(): void {
    this.signs.push(new Uint8Array(CHUNK * SIGN_BYTES));
    this.before.push(new Uint32Array(CHUNK * this.shape.bands));
    this.indexed.push(new Uint8Array(CHUNK));
  }
}

/** Hash of a band of a sign: its lower bits choose the slot, its upper eight stand in the entry. */
function hashBand(signs: Uint8Array, from: number, band: number, rows: number): number {
  let hash = band;
  const first = from + band * rows;
  for (let row = first; row < first + rows; row += 1)
    hash = Math.imul(hash ^ (signs[row] ?? 0), 0x01000193) + 0x9e3779b1;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}
