/** Values of `pantau review correct`, as typed on a command line -> as the store takes them. */
import { isEntryField, type EntryField } from '../src/model/correction.js';
import { Misuse } from '../src/model/errors.js';
import { CorrectedField } from '../src/model/review.js';
import type { Decision } from '../src/store/store.js';

/** What was typed beside the field. */
export interface Typed {
  value?: string | undefined;
  date?: string | undefined;
  of?: string | undefined;
  set?: readonly string[] | undefined;
  drop?: boolean | undefined;
}

const wrong = (what: string): Misuse => new Misuse(`review: correct: ${what}`);

export function readField(given: string | undefined): CorrectedField {
  const { data } = CorrectedField.safeParse(given);
  if (data === undefined)
    throw wrong(`--field "${given ?? ''}" is none of ${CorrectedField.options.join(', ')}`);
  return data;
}

/** The store checks whether it fits the field. */
export function readCorrection(field: CorrectedField, typed: Typed): Decision['value'] {
  if (isEntryField(field)) return readEntry(field, typed);
  const { value } = typed;
  if (value === undefined || value.trim() === '') throw wrong('give the right value with --value');
  if (field === 'flags') return value === 'none' ? [] : value.split(',').map((flag) => flag.trim());
  if (value === 'none') return null;
  if (field === 'stage' && typed.date !== undefined) return { stage: value, date: typed.date };
  if (field === 'count') return Number(value);
  if (field !== 'election') return value;
  const [type = '', year] = value.split(/\s+/);
  return { type, year: year === undefined ? null : Number(year) };
}

/** What may be set of each kind of entry. */
export const KEYS: Record<EntryField, readonly string[]> = {
  subject: ['name', 'status', 'position', 'role', 'named'],
  authority: ['name', 'institution'],
  step: ['step', 'reality', 'date', 'precision'],
};

function readEntry(field: EntryField, { of, set = [], drop = false }: Typed): Decision['value'] {
  if (drop === set.length > 0)
    throw wrong(`${field}: say what is right with --set, or take it away with --drop`);
  if (drop && of === undefined) throw wrong(`${field}: name with --of what is to go`);
  return { of: of ?? null, set: drop ? null : Object.fromEntries(set.map((one) => readPair(field, one))) };
}

function readPair(field: EntryField, pair: string): [string, string | boolean | null] {
  const at = pair.indexOf('=');
  const [key, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  if (at < 0 || !KEYS[field].includes(key))
    throw wrong(`--set "${pair}": write one of ${KEYS[field].map((one) => `${one}=...`).join(', ')}`);
  if (key !== 'named') return [key, value === 'none' ? null : value];
  if (value !== 'yes' && value !== 'no') throw wrong('--set named=yes, or named=no');
  return [key, value === 'yes'];
}
