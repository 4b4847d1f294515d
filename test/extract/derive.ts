/** A short text, read the whole way: what the tests of single facts begin with. */
import { loadDictionary } from '../../src/dictionary/dictionary.js';
import { createExtractor, type Derivation } from '../../src/extract/extract.js';

export const dictionary = await loadDictionary();
export const extractor = createExtractor(dictionary, 'test');

/** Derivation of a text published on a day. */
export const derive = (text: string, published: string | null = '2024-11-01', title = ''): Derivation =>
  extractor.derive({ id: 'x', url: null, outlet: null, title, text, published });

/** Numbers of all sentences of the body. */
export const allSentences = ({ body }: Derivation): Set<number> => new Set(body.bySentence.keys());
