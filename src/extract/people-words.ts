/** People words: the closed word lists that tell of people, made ready for looking up. */
import type { Grammar } from '../model/dictionary.js';

export interface PeopleWords {
  offices: ReadonlySet<string>;
  links: ReadonlySet<string>;
  announcers: ReadonlySet<string>;
  apposers: ReadonlySet<string>;
  bureaus: ReadonlySet<string>;
  /** Words for enterprises, hospitals, schools and the like, whose own names follow. */
  houses: ReadonlySet<string>;
  /** Words for a post, and small words that tell from where somebody or something comes. */
  posts: ReadonlySet<string>;
  sources: ReadonlySet<string>;
  placeTypes: ReadonlySet<string>;
  /** Words for districts and villages, and for those who head them. */
  territories: ReadonlySet<string>;
  formers: ReadonlySet<string>;
  possessives: readonly string[];
  partitives: ReadonlySet<string>;
  lists: ReadonlySet<string>;
  locatives: ReadonlySet<string>;
  ages: ReadonlySet<string>;
  plurals: ReadonlySet<string>;
  singulars: ReadonlySet<string>;
  universals: ReadonlySet<string>;
  notNames: ReadonlySet<string>;
  demonstratives: ReadonlySet<string>;
  /** Words such as kedua and keduanya: so many told of before. */
  groups: ReadonlySet<string>;
  agentMarkers: ReadonlySet<string>;
}

/** Words of more than a few letters that announce a name: "berinisial", "bernama". */
const isAnnouncer = (phrase: string): boolean => phrase.length > 6 && !phrase.includes(' ');

const ready = new WeakMap<Grammar, PeopleWords>();

/** The words of a grammar that tell of people; made once for each grammar. */
export function peopleWords(grammar: Grammar): PeopleWords {
  const known = ready.get(grammar);
  if (known !== undefined) return known;
  const types = Object.entries(grammar.placeTypes);
  const words: PeopleWords = {
    offices: new Set(grammar.offices),
    links: new Set([...grammar.officeLinks, ...Object.keys(grammar.ranks)]),
    announcers: new Set(
      [...grammar.initials, ...grammar.courtesy].flatMap((phrase) => (isAnnouncer(phrase) ? [phrase] : [])),
    ),
    apposers: new Set(grammar.apposers),
    bureaus: new Set(grammar.bureaus),
    houses: new Set(grammar.houses),
    posts: new Set(grammar.posts),
    sources: new Set(grammar.sources),
    placeTypes: new Set(types.map(([word]) => word)),
    territories: new Set(
      types
        .filter(([, level]) => level === 'district' || level === 'village')
        .flatMap(([word]) => word.split(' ')),
    ),
    formers: new Set(grammar.formers),
    possessives: grammar.possessives,
    partitives: new Set(grammar.partitives),
    lists: new Set(grammar.listWords),
    locatives: new Set(grammar.locatives),
    ages: new Set(grammar.ageWords),
    plurals: new Set(grammar.plurals),
    singulars: new Set(grammar.singulars),
    universals: new Set(grammar.universals),
    notNames: new Set(grammar.notNames.map((word) => word.toLowerCase())),
    demonstratives: new Set(grammar.demonstratives),
    groups: new Set(
      Object.entries(grammar.anaphors)
        .filter(([, number]) => Number(number) > 1)
        .map(([word]) => word),
    ),
    agentMarkers: new Set(grammar.agentMarkers),
  };
  ready.set(grammar, words);
  return words;
}
