/** People words: the closed word lists that tell of people, made ready for looking up. */
import type { Grammar } from '../model/grammar.js';

export interface PeopleWords {
  offices: ReadonlySet<string>;
  links: ReadonlySet<string>;
  announcers: ReadonlySet<string>;
  courtesy: ReadonlySet<string>;
  apposers: ReadonlySet<string>;
  bureaus: ReadonlySet<string>;
  /** Words for enterprises, hospitals, schools and the like, whose own names follow. */
  houses: ReadonlySet<string>;
  /** Words for a building, a vessel, a water or a paper, whose own names follow. */
  things: ReadonlySet<string>;
  /** Words for a post, and small words that tell from where somebody or something comes. */
  posts: ReadonlySet<string>;
  sources: ReadonlySet<string>;
  placeTypes: ReadonlySet<string>;
  /** Words for districts and villages, and for those who head them. */
  territories: ReadonlySet<string>;
  formers: ReadonlySet<string>;
  possessives: readonly string[];
  partitives: ReadonlySet<string>;
  /** Words behind the number of a part of a group, and those for the part without a number. */
  parts: ReadonlySet<string>;
  remainders: ReadonlySet<string>;
  relatives: ReadonlySet<string>;
  lists: ReadonlySet<string>;
  locatives: ReadonlySet<string>;
  ages: ReadonlySet<string>;
  plurals: ReadonlySet<string>;
  singulars: ReadonlySet<string>;
  universals: ReadonlySet<string>;
  notNames: ReadonlySet<string>;
  /** Words that are seldom a name. */
  common: ReadonlySet<string>;
  demonstratives: ReadonlySet<string>;
  /** Words such as kedua and keduanya: so many told of before. */
  groups: ReadonlySet<string>;
  /** Words that mean one person told of before: "ia". */
  pronouns: ReadonlySet<string>;
  agentMarkers: ReadonlySet<string>;
  /** Words for people of no told kind: "tiga orang". */
  heads: ReadonlySet<string>;
  /** Words between two names of one person. */
  aliases: ReadonlySet<string>;
  /** Words behind which stands who is meant: "yakni". */
  explainers: ReadonlySet<string>;
  /** Words for holding an office: "menjabat". */
  holding: ReadonlySet<string>;
  /** Words for a relative of whoever bears the office behind them: "istri camat". */
  kin: ReadonlySet<string>;
  /** Words that close names of villages: "Sungai Raya Dalam". */
  placeEnds: ReadonlySet<string>;
  /** Words for a person that a demonstrative makes point back: "pria 41 tahun itu". */
  persons: ReadonlySet<string>;
}

/** Words of more than a few letters that announce a name: "berinisial", "bernama". */
const isAnnouncer = (phrase: string): boolean => phrase.length > 6 && !phrase.includes(' ');

const ready = new WeakMap<Grammar, PeopleWords>();
/** The grammar asked for last and its words: they are asked for at every other token. */
let latest: { grammar: Grammar; words: PeopleWords } | null = null;

/** The words of a grammar that tell of people; made once for each grammar. */
export function peopleWords(grammar: Grammar): PeopleWords {
  if (latest?.grammar === grammar) return latest.words;
  const words = ready.get(grammar) ?? readWords(grammar);
  ready.set(grammar, words);
  latest = { grammar, words };
  return words;
}

function readWords(grammar: Grammar): PeopleWords {
  const types = Object.entries(grammar.placeTypes);
  const words: PeopleWords = {
    offices: new Set(grammar.offices),
    links: new Set([...grammar.officeLinks, ...Object.keys(grammar.ranks)]),
    announcers: new Set(
      [...grammar.initials, ...grammar.courtesy].flatMap((phrase) => (isAnnouncer(phrase) ? [phrase] : [])),
    ),
    courtesy: new Set(grammar.courtesy.map((word) => word.toLowerCase())),
    apposers: new Set(grammar.apposers),
    bureaus: new Set(grammar.bureaus),
    houses: new Set(grammar.houses),
    things: new Set(grammar.things),
    posts: new Set(grammar.posts),
    sources: new Set(grammar.sources),
    placeTypes: new Set(types.map(([word]) => word)),
    territories: new Set([
      ...grammar.hamlets,
      ...types
        .filter(([, level]) => level === 'district' || level === 'village')
        .map(([word]) => word.slice(word.lastIndexOf(' ') + 1)),
    ]),
    formers: new Set(grammar.formers),
    possessives: grammar.possessives,
    partitives: new Set(grammar.partitives),
    parts: new Set(grammar.parts),
    remainders: new Set(grammar.remainders),
    relatives: new Set(grammar.relatives),
    lists: new Set(grammar.listWords),
    locatives: new Set(grammar.locatives),
    ages: new Set(grammar.ageWords),
    plurals: new Set(grammar.plurals),
    singulars: new Set(grammar.singulars),
    universals: new Set(grammar.universals),
    notNames: new Set(grammar.notNames.map((word) => word.toLowerCase())),
    common: new Set(grammar.commonWords.flatMap((line) => line.split(' '))),
    demonstratives: new Set(grammar.demonstratives),
    groups: new Set(
      Object.entries(grammar.anaphors)
        .filter(([, number]) => Number(number) > 1)
        .map(([word]) => word),
    ),
    pronouns: new Set(
      Object.entries(grammar.anaphors)
        .filter(([, number]) => Number(number) === 1)
        .flatMap(([phrase]) => phrase.split(' ').slice(-1)),
    ),
    agentMarkers: new Set(grammar.agentMarkers),
    heads: new Set(grammar.heads),
    explainers: new Set(grammar.explainers),
    aliases: new Set(grammar.aliasWords),
    holding: new Set(grammar.holding),
    persons: new Set(grammar.persons),
    kin: new Set(grammar.kin),
    placeEnds: new Set(grammar.placeEnds),
  };
  return words;
}
