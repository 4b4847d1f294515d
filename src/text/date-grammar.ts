/** Date grammar: the date words of a grammar, made ready for reading dates. */
import type { Grammar } from '../model/grammar.js';
import { PhraseTable, phraseList } from './phrases.js';

/** What a deictic phrase says: an offset from now, or only the direction in time. */
export interface Deictic {
  offset: number | null;
  unit: 'd' | 'w' | 'm' | 'y';
  direction: '+' | '-' | '=';
  /** It counts from the date told before it, not from now. */
  told: boolean;
}

export interface DateGrammar {
  months: PhraseTable<number>;
  weekdays: PhraseTable<number>;
  /** Spellings of weekdays that are names of people too: all but the first of each. */
  oddWeekdays: PhraseTable<true>;
  marketDays: PhraseTable<true>;
  dayParts: PhraseTable<true>;
  /** Words before a weekday that make it the night before. */
  eves: PhraseTable<true>;
  monthParts: PhraseTable<true>;
  leads: PhraseTable<true>;
  letterLeads: PhraseTable<true>;
  /** Words before a month alone that may open a sentence. */
  monthLeads: ReadonlySet<string>;
  not: PhraseTable<true>;
  deictics: PhraseTable<Deictic>;
  zones: PhraseTable<true>;
  links: PhraseTable<true>;
  labels: PhraseTable<true>;
  /** Bits of the words with which a date can begin, or what only looks like one. */
  openers: number;
}

// '-1', '+2', '0', '-1w', '1y', '<1'
const OFFSET = /^(<?)([+-]?\d+)([wmy]?)$/;

function readDeictic(phrase: string, written: string): Deictic {
  if (written === '+' || written === '-' || written === '=') {
    return { offset: null, unit: 'd', direction: written, told: false };
  }
  const found = OFFSET.exec(written);
  if (found === null) {
    throw new Error(`grammar deictics: "${phrase}: ${written}" is none of 0, -1, -1w, 1m, -1y, <1, +, -, =`);
  }
  const offset = Number(found[2]);
  const unit = (found[3] || 'd') as Deictic['unit'];
  return { offset, unit, direction: offset < 0 ? '-' : offset > 0 ? '+' : '=', told: found[1] !== '' };
}

const FARTHEST = 20; // units that the press counts in days ago and weeks ago

/** "three days ago", "2 weeks ago", "two days later": every number with every unit and way of counting. */
function countedDeictics(grammar: Grammar): [string, Deictic][] {
  const counts = Object.entries(grammar.numbers).map(([word, value]): [string, number] => [
    word,
    Number(value),
  ]);
  for (let count = 2; count <= FARTHEST; count++) counts.push([String(count), count]);
  const read = new Map<string, Deictic>();
  const deicticOf = (written: string, phrase: string): Deictic => {
    const deictic = read.get(written) ?? readDeictic(phrase, written);
    read.set(written, deictic);
    return deictic;
  };
  return counts
    .filter(([, count]) => count >= 1 && count <= FARTHEST)
    .flatMap(([word, count]) =>
      Object.entries(grammar.dateUnits).flatMap(([unit, letter]) =>
        Object.entries(grammar.dateDistances)
          .filter(([, way]) => letter === 'd' || !way.startsWith('<'))
          .map(([behind, way]): [string, Deictic] => {
            const written = `${way.replace('+', '')}${count}${letter === 'd' ? '' : letter}`;
            const phrase = `${word} ${unit} ${behind}`;
            return [phrase, deicticOf(written, phrase)];
          }),
      ),
    );
}

function spellings(table: Record<string, string[]>): [string, number][] {
  return Object.entries(table).flatMap(([number, words]) =>
    words.map((word): [string, number] => [word, Number(number)]),
  );
}

/** Makes the date words of a grammar ready. Throws an Error on a deictic that cannot be read. */
export function readDateGrammar(grammar: Grammar): DateGrammar {
  const deictics = Object.entries(grammar.deictics);
  const tables = {
    months: new PhraseTable(spellings(grammar.months)),
    weekdays: new PhraseTable(spellings(grammar.weekdays)),
    oddWeekdays: phraseList(Object.values(grammar.weekdays).flatMap((words) => words.slice(1))),
    marketDays: phraseList(grammar.marketDays),
    dayParts: phraseList(grammar.dayParts),
    eves: phraseList(grammar.eves),
    monthParts: phraseList(grammar.monthParts),
    leads: phraseList(grammar.dateLeads),
    monthLeads: new Set(grammar.monthLeads),
    letterLeads: phraseList(grammar.letterLeads),
    not: phraseList(grammar.notDates),
    deictics: new PhraseTable([
      ...deictics.map(([phrase, written]) => [phrase, readDeictic(phrase, written)] as const),
      ...countedDeictics(grammar),
    ]),
    zones: phraseList(Object.keys(grammar.zones)),
    links: phraseList([...grammar.rangeWords, ...grammar.listWords]),
    labels: phraseList(grammar.numberLabels),
  };
  const { months, weekdays, monthParts, leads, not, eves } = tables;
  const first = [months, weekdays, monthParts, leads, not, eves, tables.deictics];
  return { ...tables, openers: first.reduce((bits, { bit }) => bits | bit, 0) };
}
