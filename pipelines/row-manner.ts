/** Row manner: what rows are made with, gathered once for an export or a release. */
import type { Dictionary } from '../src/model/dictionary.js';
import { sentenceCutter, wordsOf, type Languages, type RowManner } from '../src/publish/publish.js';
import type { DatasetCalls } from '../src/store/store.js';
import { namesOf } from './bystanders.js';
import { loadPoints } from './load-points.js';

/** @param dictionaries folder of the dictionaries */
export async function rowManner(
  dataset: Pick<DatasetCalls, 'namedPeople' | 'complainants'>,
  dictionary: Dictionary,
  dictionaries: string,
): Promise<RowManner> {
  return {
    gazetteer: dictionary.gazetteer,
    cut: sentenceCutter(dictionary.grammar),
    pointOf: await loadPoints(dictionaries),
    names: await namesOf(dataset, dictionary),
  };
}

/** Both languages of a dictionary. */
export const bothLanguages = (dictionary: Dictionary): Languages => ({
  id: wordsOf(dictionary, 'id'),
  en: wordsOf(dictionary, 'en'),
});
