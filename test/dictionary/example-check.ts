/** Holds the example sentences of a concept against the compiled dictionary; what fails is told with its mend. */
import { conditionsHold, lookupPlaces } from '../../src/dictionary/dictionary.js';
import type { CompiledPattern, Dictionary, PatternSet } from '../../src/model/dictionary.js';
import {
  type Hit,
  type PriorMention,
  type Tokens,
  indexPatterns,
  matchPatterns,
  tokenise,
} from '../../src/text/text.js';

export interface ExampleSet {
  find: readonly string[];
  ignore: readonly string[];
  missed: readonly string[];
}

interface Sentence {
  text: string;
  spans: { start: number; end: number }[];
}

/** 'Ia [dipecat] kemarin.' gives the text without brackets, and the bracketed stretches in it. */
export function readBrackets(example: string): Sentence {
  const spans: Sentence['spans'] = [];
  let text = '';
  for (const part of example.split(/([[\]])/)) {
    if (part === '[') spans.push({ start: text.length, end: text.length });
    else if (part === ']') Object.assign(spans.at(-1) ?? {}, { end: text.length });
    else text += part;
  }
  return { text, spans };
}

/** A sentence with all that the whole lexicon finds in it, conditions applied. */
interface Found {
  tokens: Tokens;
  prior: PriorMention[];
  hits: Hit[];
}

const memory = new Map<string, Found>();

function findIn(dictionary: Dictionary, text: string): Found {
  const known = memory.get(text);
  if (known !== undefined) return known;
  const tokens = tokenise(text);
  const prior = placesIn(dictionary, tokens);
  const hits = standing(dictionary, matchAll(dictionary, dictionary.patterns, tokens, prior), prior);
  const found = { tokens, prior, hits };
  memory.set(text, found);
  return found;
}

function matchAll(
  { concepts, grammar, patterns }: Dictionary,
  set: PatternSet,
  tokens: Tokens,
  prior: readonly PriorMention[],
): Hit[] {
  // As in extraction, conditions are asked before the longest hit wins.
  const holds = (hit: Hit, all: readonly Hit[]): boolean => {
    const pattern = set.patterns[hit.pattern];
    if (pattern === undefined || (pattern.needs.length === 0 && pattern.unless.length === 0)) return true;
    const others = all.filter(
      (other) => other.concept !== hit.concept && !(set.patterns[other.pattern]?.anti ?? false),
    );
    return conditionsHold(pattern, [...others.flatMap((other) => concepts[other.concept] ?? []), ...prior]);
  };
  const allow = (all: Hit[]): Hit[] => (set === patterns ? all.filter((hit) => holds(hit, all)) : all);
  return matchPatterns(tokens, 0, tokens.count, set, { concepts, grammar, prior, allow });
}

/** Hits whose conditions hold; an example is taken for one clause. */
function standing(dictionary: Dictionary, hits: readonly Hit[], prior: readonly PriorMention[]): Hit[] {
  return hits.filter((hit) => {
    const pattern = dictionary.patterns.patterns[hit.pattern];
    return pattern !== undefined && conditionsHold(pattern, neighbours(dictionary, hits, prior, hit));
  });
}

function neighbours(
  { concepts }: Dictionary,
  hits: readonly Hit[],
  prior: readonly PriorMention[],
  self: Hit,
): { kind: string; code: string }[] {
  const others = hits.filter((hit) => hit !== self && hit.concept !== self.concept);
  return [...others.flatMap(({ concept }) => concepts[concept] ?? []), ...prior];
}

/** Places of capitalised words, so that patterns can refer to them. */
function placesIn({ gazetteer }: Dictionary, tokens: Tokens): PriorMention[] {
  const places: PriorMention[] = [];
  for (let first = 0; first < tokens.count; first++) {
    if (tokens.capital[first] === 0) continue;
    const [hit] = lookupPlaces(gazetteer, tokens.folded, first);
    const regional = hit?.places.some((place) => (gazetteer.level[place] ?? 9) < 3);
    if (hit !== undefined && regional)
      places.push({ kind: 'place', code: '', first, last: first + hit.length });
  }
  return places;
}

/** What is wrong with the examples of one concept; empty when nothing is. */
export function checkExamples(dictionary: Dictionary, concept: number, examples: ExampleSet): string[] {
  const hitsOf = (text: string): Hit[] =>
    findIn(dictionary, text).hits.filter((hit) => hit.concept === concept);
  const shown = (text: string, hits: readonly Hit[]): string =>
    hits
      .map(
        ({ start, end, pattern }) =>
          `"${text.slice(start, end)}" (${dictionary.patterns.patterns[pattern]?.id})`,
      )
      .join(', ');
  const wrong: string[] = [];
  // Several entries may share a code: the stretch may as well lie in a longer hit of another of them.
  const own = dictionary.concepts[concept];
  const covered = (text: string, start: number, end: number): boolean =>
    findIn(dictionary, text).hits.some((hit) => {
      const other = dictionary.concepts[hit.concept];
      return (
        hit.concept !== concept &&
        other?.kind === own?.kind &&
        other?.code === own?.code &&
        hit.start <= start &&
        end <= hit.end
      );
    });
  for (const example of examples.find) {
    const { text, spans } = readBrackets(example);
    const hits = hitsOf(text);
    if (spans.length === 0) wrong.push(`find "${example}": put [brackets] around what must be found`);
    for (const { start, end } of spans)
      if (!hits.some((hit) => hit.start === start && hit.end === end) && !covered(text, start, end))
        wrong.push(
          `find "${example}": [${text.slice(start, end)}] is not found` +
            `${hits.length > 0 ? `, but ${shown(text, hits)}` : ''}; mend the forms or the brackets, or move it to missed`,
        );
  }
  for (const example of examples.ignore) {
    const { text } = readBrackets(example);
    const hits = hitsOf(text);
    if (hits.length > 0)
      wrong.push(`ignore "${example}": found ${shown(text, hits)}; narrow the form or add a not`);
  }
  for (const example of examples.missed) {
    const { text } = readBrackets(example);
    const hits = hitsOf(text);
    if (hits.length > 0) wrong.push(`missed "${example}": found ${shown(text, hits)}; move it to find`);
  }
  return wrong;
}

/** Forms of one concept that no find example hits, each tried alone; told by number and phrasing. */
export function uncoveredForms(
  dictionary: Dictionary,
  concept: number,
  forms: readonly string[],
  find: readonly string[],
): string[] {
  const own = dictionary.patterns.patterns.filter((pattern) => pattern.concept === concept && !pattern.anti);
  return own.flatMap((pattern, i) =>
    find.some((example) => hitsAlone(dictionary, pattern, readBrackets(example).text))
      ? []
      : [`form ${i + 1} "${forms[i]}" (${pattern.id}) is in no find example; write a sentence with it`],
  );
}

const alone = new Map<CompiledPattern, PatternSet>();

function hitsAlone(dictionary: Dictionary, pattern: CompiledPattern, text: string): boolean {
  const { tokens, prior, hits } = findIn(dictionary, text);
  const mentions = hits.map(({ concept, first, last }) => {
    const found = dictionary.concepts[concept];
    return { kind: found?.kind ?? '', code: found?.code ?? '', first, last };
  });
  let set = alone.get(pattern);
  if (set === undefined) alone.set(pattern, (set = indexPatterns([pattern])));
  return matchAll(dictionary, set, tokens, [...prior, ...mentions]).length > 0;
}
