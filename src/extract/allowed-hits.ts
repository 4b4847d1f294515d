/** Allowed hits: drops the dictionary hits whose form asks for something in its sentence that does not stand there. */
import { PERSONAL } from './step-kinds.js';
import type { CompiledConcept, Dictionary } from '../model/dictionary.js';
import type { Hit } from '../text/text.js';
import { ANTI, OFFICE, TAKES, VERB, hasTrait, traitsOf } from './hit-traits.js';

/** What the forms of a dictionary ask for, numbered. */
interface Asks {
  count: number;
  /** By pattern: numbers of its `needs` and `unless`; null when it has none. */
  ofPattern: ({ needs: number[]; unless: number[] } | null)[];
  /** By pattern: 1 when it asks for anything. */
  isAsking: Uint8Array;
  /** By concept: numbers of what it answers, its kind and its kind:code. */
  ofConcept: number[][];
  /** By concept: 1 when it tells of a candidate, a party or an election. */
  isSide: Uint8Array;
  /** By concept: 1 when it is an act of taking sides. */
  isAct: Uint8Array;
  /** Numbers of what a side answers. */
  sides: ReadonlySet<number>;
  /** By concept: 1 when it is a step that falls on one person. */
  isPersonal: Uint8Array;
  /** Numbers of what people answer. */
  people: ReadonlySet<number>;
}

/**
 * `needs` and `unless` of a form are looked for among all hits of its sentence, before the longest wins. The rule is that
 * of `conditionsHold`; counts by sentence answer it in one step, so that an endless sentence costs no more than its length.
 * Takes and gives hits in the order of the text.
 */
export function allowedHits(
  found: Hit[],
  dictionary: Dictionary,
  sentenceOf: Int32Array,
  isOfSomebody: (hit: Hit, isTaken: (token: number) => boolean) => boolean,
): Hit[] {
  const hits = withoutRunOn(found, dictionary, sentenceOf.length);
  const asks = asksOf(dictionary);
  if (!hits.some((hit) => asks.isAsking[hit.pattern] === 1)) return hits;
  const traits = traitsOf(dictionary);
  const counts = new Int32Array(asks.count);
  let taken: Uint8Array | null = null;
  const isTaken = (token: number): boolean => {
    taken ??= takenTokens(hits, dictionary, sentenceOf.length);
    return taken[token] === 1;
  };
  const ofSomebody = (hit: Hit): boolean => isOfSomebody(hit, isTaken);
  const beside = tellBeside(hits, asks, dictionary, sentenceOf);
  const allowed: Hit[] = [];
  for (let from = 0; from < hits.length;) {
    const sentence = sentenceOf[hits[from]?.first ?? 0];
    let to = from;
    let asking = false;
    for (; to < hits.length && sentenceOf[hits[to]?.first ?? 0] === sentence; to += 1)
      asking ||= asks.isAsking[hits[to]?.pattern ?? 0] === 1;
    if (asking) {
      counts.fill(0);
      for (let i = from; i < to; i += 1) {
        const hit = hits[i];
        if (hit === undefined || hasTrait(traits, hit, ANTI)) continue;
        for (const ask of asks.ofConcept[hit.concept] ?? []) counts[ask] = (counts[ask] ?? 0) + 1;
      }
    }
    for (let i = from; i < to; i += 1) {
      const hit = hits[i];
      if (hit === undefined) continue;
      if (asks.isAsking[hit.pattern] !== 1 || stands(hit, asks, counts, beside, sentence ?? 0, ofSomebody))
        allowed.push(hit);
    }
    from = to;
  }
  return allowed;
}

/** "Kabid di X, Budi, diperiksa <Bawaslu>": an office and its body with a verb between them are no office. */
function withoutRunOn(hits: Hit[], dictionary: Dictionary, tokens: number): Hit[] {
  const traits = traitsOf(dictionary);
  const isLong = (hit: Hit): boolean => hit.last - hit.first >= RUN_ON && hasTrait(traits, hit, OFFICE);
  if (!hits.some(isLong)) return hits;
  const verbs = new Int32Array(tokens + 1);
  for (const hit of hits) if (hasTrait(traits, hit, VERB)) verbs[hit.first + 1] = 1;
  for (let token = 1; token <= tokens; token += 1)
    verbs[token] = (verbs[token] ?? 0) + (verbs[token - 1] ?? 0);
  return hits.filter((hit) => !isLong(hit) || verbs[hit.last] === verbs[hit.first + 1]);
}
const RUN_ON = 4; // words of an office with a body in which a verb may stand

/** Tokens inside what is named by a word of the dictionary, such as a body or an office: they name no person. */
function takenTokens(hits: readonly Hit[], dictionary: Dictionary, tokens: number): Uint8Array {
  const traits = traitsOf(dictionary);
  const taken = new Uint8Array(tokens);
  for (const hit of hits) if (hasTrait(traits, hit, TAKES)) taken.fill(1, hit.first, hit.last);
  return taken;
}

/** A hit does not answer for itself. */
function stands(
  hit: Hit,
  asks: Asks,
  counts: Int32Array,
  beside: Beside,
  sentence: number,
  ofSomebody: (hit: Hit) => boolean,
): boolean {
  const own = asks.ofPattern[hit.pattern];
  if (own === null || own === undefined) return true;
  const itself = asks.ofConcept[hit.concept] ?? [];
  const told = (ask: number): boolean => (counts[ask] ?? 0) > (itself.includes(ask) ? 1 : 0);
  if (own.unless.some(told)) return false;
  return (
    own.needs.length === 0 ||
    own.needs.some(told) ||
    isToldBeside(hit, own.needs, asks, beside, sentence) ||
    (asks.isPersonal[hit.concept] === 1 && own.needs.some((need) => asks.people.has(need)) && ofSomebody(hit))
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
  const traits = traitsOf(dictionary);
  const told = new Uint8Array((sentenceOf.at(-1) ?? 0) + 2);
  for (const hit of hits) {
    if (asks.isSide[hit.concept] !== 1 || hasTrait(traits, hit, ANTI)) continue;
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

const PEOPLE = ['subject'];

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
    isAsking: Uint8Array.from(ofPattern, (asked) => Number(asked !== null)),
    ofConcept: concepts.map(answers),
    isSide: Uint8Array.from(concepts, ({ kind, code }) =>
      Number(SIDES.has(kind) || SIDES.has(`${kind}:${code}`)),
    ),
    isPersonal: Uint8Array.from(concepts, ({ kind, code }) => Number(kind === 'step' && PERSONAL.has(code))),
    people: new Set([...PEOPLE].map((who) => numbers.get(who)).filter((number) => number !== undefined)),
    isAct: Uint8Array.from(concepts, ({ kind }) => Number(kind === 'violation')),
    sides: new Set([...SIDES].map((side) => numbers.get(side)).filter((number) => number !== undefined)),
  };
  known.set(dictionary, asks);
  return asks;
}
