/** Gazetteer: levels and kinds of places, how names come to stand for them, and all of them in typed arrays. */
import { z } from 'zod';
import { PLACE_LEVELS, PLACE_VIAS } from './code-lists.js';

/** How a key of the gazetteer came to stand for a place; anything but official is weaker than the name itself. */
export const PlaceVia = z.enum(PLACE_VIAS);
export type PlaceVia = z.infer<typeof PlaceVia>;

export const PlaceLevel = z.enum(PLACE_LEVELS);
export type PlaceLevel = z.infer<typeof PlaceLevel>;

/** Which sort of unit: a city is a regency-level unit with a mayor, an urban village one without its own election. */
export const PlaceKind = z.enum(['regency', 'city', 'rural', 'urban']);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** A row of dictionaries/gazetteer/aliases.csv. */
export const AliasRow = z.strictObject({
  alias: z.string().min(1).describe('The name as the press writes it'),
  code: z
    .string()
    .regex(/^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/)
    .describe('Code of the place, as in force today'),
  kind: PlaceVia.exclude(['official']).describe('Why the press writes it so; a seat is a capital'),
  note: z.string().default('').describe('Remark for analysts'),
});
export type AliasRow = z.infer<typeof AliasRow>;

/**
 * Place names in typed arrays; a name may stand for many places. Places are numbered from 0: provinces first,
 * then regencies, districts and villages, each in the order of their codes. Read it through src/dictionary.
 */
export interface Gazetteer {
  code: Float64Array; // digits of the code without dots, by place number
  level: Uint8Array; // 0 province, 1 regency, 2 district, 3 village
  kind: Uint8Array; // regencies: 0 regency, 1 city; villages: 0 rural, 1 urban; otherwise 0
  parent: Int32Array; // place number of the parent, -1 for provinces
  levelStart: Int32Array; // first place number of each level, and the number of places
  names: string; // official names one after the other
  nameStart: Uint32Array; // by place number, with one more for the end
  keys: string; // folded names without level words, words parted by one space
  keyStart: Uint32Array; // by key number, with one more for the end
  hash: Int32Array; // open-addressed: slot to key number, -1 when free
  openers: Uint8Array; // by hash of a first word: most words of the names that open so, 0 for none
  lists: Int32Array; // places of all keys one after the other
  via: Uint8Array; // parallel to lists: index into PlaceVia.options
  listStart: Uint32Array; // by key number, with one more for the end
  maxWords: number; // most words of any key
}
