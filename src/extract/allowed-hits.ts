/** Allowed hits: drops the dictionary hits whose form asks for something in its sentence that does not stand there. */
import type { CompiledConcept, Dictionary } from '../model/dictionary.js';
import type { Hit } from '../text/text.js';

/** What the forms of a dictionary ask for, numbered. */
interface Asks {
  count: number;
  /** By pattern: numbers of its `needs` and `unless`; null when it has none. */
  ofPattern: ({ needs: number[]; unless: number[] } | null)[];
  /** By concept: numbers of what it answers, its kind and its kind:code. */
  ofConcept: number[][];
  /** By concept: 1 when it tells of a candidate, a party or an election. */
  isSide: Uint8Array;
  /** By concept: 1 when it is an act of taking sides. */
  isAct: Uint8Array;
  /** Numbers of what a side answers. */
  sides: ReadonlySet<number>;
}

/**
 * `needs` and `unless` of a form are looked for among all hits of its sentence, before the longest wins. The rule is that
 * of `conditionsHold`; counts by sentence answer it in one step, so that an endless sentence costs no more than its length.
 * Takes and gives hits in the order of the text.
 */
export function allowedHits(found: Hit[], dictionary: Dictionary, sentenceOf: Int32Array): Hit[] {
  const hits = withoutRunOn(found, dictionary, sentenceOf.length);
  const asks = asksOf(dictionary);
  if (!hits.some((hit) => asks.ofPattern[hit.pattern] !== null)) return hits;
  const { patterns } = dictionary.patterns;
  const counts = new Int32Array(asks.count);
  const beside = tellBeside(hits, asks, dictionary, sentenceOf);
  const allowed: Hit[] = [];
  for (let from = 0; from < hits.length;) {
    const sentence = sentenceOf[hits[from]?.first ?? 0];
    let to = from;
    let asking = false;
    for (; to < hits.length && sentenceOf[hits[to]?.first ?? 0] === sentence; to += 1)
      asking ||= asks.ofPattern[hits[to]?.pattern ?? 0] !== null;
    if (asking) {
      counts.fill(0);
      for (let i = from; i < to; i += 1) {
        const hit = hits[i];
        if (hit === undefined || patterns[hit.pattern]?.anti === true) continue;
        for (const ask of asks.ofConcept[hit.concept] ?? []) counts[ask] = (counts[ask] ?? 0) + 1;
      }
    }
    for (let i = from; i < to; i += 1) {
      const hit = hits[i];
      if (hit === undefined) continue;
      if (!asking || stands(hit, asks, counts, beside, sentence ?? 0)) allowed.push(hit);
    }
    from = to;
  }
  return allowed;
}

/** "Kabid di X, Budi, diperiksa <Bawaslu>": an office and its body with a verb between them are no office. */
function withoutRunOn(hits: Hit[], dictionary: Dictionary, tokens: number): Hit[] {
  const { patterns } = dictionary.patterns;
  const kindOf = (hit: Hit): string => dictionary.concepts[hit.concept]?.kind ?? '';
  const verbs = new Int32Array(tokens + 1);
  for (const hit of hits) {
    const kind = kindOf(hit);
    const voice = patterns[hit.pattern]?.voice;
    if (kind === 'speech' || (kind === 'step' && (voice === 'passive' || voice === 'active')))
      verbs[hit.first + 1] = 1;
  }
  for (let token = 1; token <= tokens; token += 1)
    verbs[token] = (verbs[token] ?? 0) + (verbs[token - 1] ?? 0);
  return hits.filter(
    (hit) =>
      hit.last - hit.first < RUN_ON || kindOf(hit) !== 'position' || verbs[hit.last] === verbs[hit.first + 1],
  );
}
const RUN_ON = 4; // words of an office with a body in which a verb may stand

/** A hit does not answer for itself. */
function stands(hit: Hit, asks: Asks, counts: Int32Array, beside: Beside, sentence: number): boolean {
  const own = asks.ofPattern[hit.pattern];
  if (own === null || own === undefined) return true;
  const itself = asks.ofConcept[hit.concept] ?? [];
  const told = (ask: number): boolean => (counts[ask] ?? 0) > (itself.includes(ask) ? 1 : 0);
  if (own.unless.some(told)) return false;
  return (
    own.needs.length === 0 || own.needs.some(told) || isToldBeside(hit, own.needs, asks, beside, sentence)
  );
}

/** By sentence: whether an election, a side or a candidate is told of in it. */
interface Beside {
  told: Uint8Array;
}

const SIDES = new Set(['candidate', 'topic:party', 'election']);

function tellBeside(
  hits: readonly Hit[],
  asks: Asks,
  dictionary: Dictionary,
  sentenceOf: Int32Array,
): Beside {
  const told = new Uint8Array((sentenceOf.at(-1) ?? 0) + 2);
  for (const hit of hits) {
    if (asks.isSide[hit.concept] !== 1 || dictionary.patterns.patterns[hit.pattern]?.anti === true) continue;
    told[sentenceOf[hit.first] ?? 0] = 1;
  }
  return { told };
}

function isToldBeside(
  hit: Hit,
  needs: readonly number[],
  asks: Asks,
  { told }: Beside,
  sentence: number,
): boolean {
  if (asks.isAct[hit.concept] !== 1 || !needs.some((need) => asks.sides.has(need))) return false;
  return told[sentence - 1] === 1 || told[sentence + 1] === 1;
}

const known = new WeakMap<Dictionary, Asks>();

function asksOf(dictionary: Dictionary): Asks {
  const before = known.get(dictionary);
  if (before !== undefined) return before;
  const numbers = new Map<string, number>();
  const numberOf = (ask: string): number => {
    const number = numbers.get(ask) ?? numbers.size;
    numbers.set(ask, number);
    return number;
  };
  const ofPattern = dictionary.patterns.patterns.map(({ needs, unless }) =>
    needs.length === 0 && unless.length === 0
      ? null
      : { needs: needs.map(numberOf), unless: unless.map(numberOf) },
  );
  const answers = ({ kind, code }: CompiledConcept): number[] =>
    [numbers.get(kind), numbers.get(`${kind}:${code}`)].filter((number) => number !== undefined);
  const { concepts } = dictionary;
  const asks = {
    count: numbers.size,
    ofPattern,
    ofConcept: concepts.map(answers),
    isSide: Uint8Array.from(concepts, ({ kind, code }) =>
      Number(SIDES.has(kind) || SIDES.has(`${kind}:${code}`)),
    ),
    isAct: Uint8Array.from(concepts, ({ kind }) => Number(kind === 'violation')),
    sides: new Set([...SIDES].map((side) => numbers.get(side)).filter((number) => number !== undefined)),
  };
  known.set(dictionary, asks);
  return asks;
}
