/** Packed patterns: a pattern set as a few long columns and texts, which load in a tenth of the time of thousands of objects. */
import type { CompiledPattern, PatternAtom, PatternSet } from '../model/dictionary.js';
import { PackedRows, type Rows, packRows, startsOf } from './pack-rows.js';

type Asked = Pick<CompiledPattern, 'needs' | 'unless' | 'borne'>;

export interface PackedPatterns {
  ids: string; // one behind the other
  idStarts: Int32Array;
  concept: Int32Array;
  anti: Uint8Array;
  voices: CompiledPattern['voice'][];
  voice: Uint8Array; // index into voices
  realities: CompiledPattern['reality'][];
  reality: Uint8Array;
  asked: Map<number, Asked>; // of the few patterns that ask for anything
  atoms: string; // each as JSON
  atomStarts: Int32Array;
  byWord: Rows;
  atomsByWord: Rows;
  rest: Omit<PatternSet, 'patterns' | 'byWord' | 'atoms'> & {
    atoms: Omit<PatternSet['atoms'], 'atoms' | 'byWord'>;
  };
}

/** A pattern set as columns. */
export function packPatterns({ patterns, byWord, atoms: index, ...rest }: PatternSet): PackedPatterns {
  const { atoms, byWord: atomsByWord, ...others } = index;
  const voices = [...new Set(patterns.map(({ voice }) => voice))];
  const realities = [...new Set(patterns.map(({ reality }) => reality))];
  const texts = atoms.map(writeAtom);
  return {
    ids: patterns.map(({ id }) => id).join(''),
    idStarts: startsOf(patterns.map(({ id }) => id)),
    concept: Int32Array.from(patterns, ({ concept }) => concept),
    anti: Uint8Array.from(patterns, ({ anti }) => Number(anti)),
    voices,
    voice: Uint8Array.from(patterns, ({ voice }) => voices.indexOf(voice)),
    realities,
    reality: Uint8Array.from(patterns, ({ reality }) => realities.indexOf(reality)),
    asked: askedOf(patterns),
    atoms: texts.join(''),
    atomStarts: startsOf(texts),
    byWord: packRows(byWord),
    atomsByWord: packRows(atomsByWord),
    rest: { ...rest, atoms: others },
  };
}

function writeAtom({ words, prefix, stems, exact, number, kinds, optional, gap }: PatternAtom): string {
  return JSON.stringify({ words, prefix, stems, exact, number, kinds, optional, gap } satisfies PatternAtom);
}

function askedOf(patterns: readonly CompiledPattern[]): Map<number, Asked> {
  const asked = new Map<number, Asked>();
  patterns.forEach(({ needs, unless, borne }, number) => {
    if (needs.length > 0 || unless.length > 0 || borne !== undefined)
      asked.set(number, borne === undefined ? { needs, unless } : { needs, unless, borne });
  });
  return asked;
}

/** The pattern set of columns; what a pattern consists of is read when somebody asks for it. */
export function unpackPatterns(packed: PackedPatterns): PatternSet {
  const { rest } = packed;
  const count = packed.atomStarts.length - 1;
  const atoms: PatternAtom[] = Array.from({ length: count }, (_, number) => new LazyAtom(packed, number));
  const index = { ...rest.atoms, atoms, byWord: new PackedRows(packed.atomsByWord) };
  const own = { ...packed, voices: packed.voices.map(ownString), realities: packed.realities.map(ownString) };
  const patterns: CompiledPattern[] = Array.from(
    packed.concept,
    (_, number) => new LazyPattern(own, number, index),
  );
  return { ...rest, patterns, byWord: new PackedRows(packed.byWord), atoms: index };
}

/** The engine's own string of a text, which it compares by where it lies: the one that it keeps as the name of a property. */
function ownString<T extends string | null>(text: T): T {
  return text === null ? text : ((Object.keys({ [text]: null })[0] ?? text) as T);
}

const NOTHING: string[] = [];

/** An atom that is read at the first look: of thousands, an article meets hundreds. */
class LazyAtom implements PatternAtom {
  #read: PatternAtom | null = null;
  readonly #packed: PackedPatterns;
  readonly #number: number;

  constructor(packed: PackedPatterns, number: number) {
    this.#packed = packed;
    this.#number = number;
  }

  #open(): PatternAtom {
    if (this.#read !== null) return this.#read;
    const { atoms, atomStarts } = this.#packed;
    const text = atoms.slice(atomStarts[this.#number], atomStarts[this.#number + 1]);
    return (this.#read = JSON.parse(text) as PatternAtom);
  }

  get words(): string[] {
    return this.#open().words;
  }
  get prefix(): boolean[] {
    return this.#open().prefix;
  }
  get stems(): string[] {
    return this.#open().stems;
  }
  get exact(): string[] {
    return this.#open().exact;
  }
  get number(): boolean {
    return this.#open().number;
  }
  get kinds(): string[] {
    return this.#open().kinds;
  }
  get optional(): boolean {
    return this.#open().optional;
  }
  get gap(): number {
    return this.#open().gap;
  }
}

/** A pattern that is read out of the columns. */
class LazyPattern implements CompiledPattern {
  #atoms: PatternAtom[] | null = null;
  #id: string | null = null;
  readonly #packed: PackedPatterns;
  readonly #number: number;
  readonly #index: PatternSet['atoms'];

  constructor(packed: PackedPatterns, number: number, index: PatternSet['atoms']) {
    this.#packed = packed;
    this.#number = number;
    this.#index = index;
  }

  get id(): string {
    const { ids, idStarts } = this.#packed;
    return (this.#id ??= ids.slice(idStarts[this.#number], idStarts[this.#number + 1]));
  }
  get concept(): number {
    return this.#packed.concept[this.#number] ?? 0;
  }
  get anti(): boolean {
    return this.#packed.anti[this.#number] === 1;
  }
  get voice(): CompiledPattern['voice'] {
    return this.#packed.voices[this.#packed.voice[this.#number] ?? 0] ?? null;
  }
  get reality(): CompiledPattern['reality'] {
    return this.#packed.realities[this.#packed.reality[this.#number] ?? 0] ?? null;
  }
  get needs(): string[] {
    return this.#packed.asked.get(this.#number)?.needs ?? NOTHING;
  }
  get unless(): string[] {
    return this.#packed.asked.get(this.#number)?.unless ?? NOTHING;
  }
  get borne(): number | undefined {
    return this.#packed.asked.get(this.#number)?.borne;
  }
  get atoms(): PatternAtom[] {
    return (this.#atoms ??= this.#list());
  }

  #list(): PatternAtom[] {
    const { of, start, atoms } = this.#index;
    const numbers = of.subarray(start[this.#number] ?? 0, start[this.#number + 1] ?? 0);
    return Array.from(numbers, (number) => atoms[number]).filter((atom) => atom !== undefined);
  }
}
