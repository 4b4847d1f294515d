/** Article reader: article objects as people hand them in become what extraction wants. */
import { createHash } from 'node:crypto';
import { loadOutlets } from '../src/dictionary/dictionary.js';
import type { ArticleToExtract } from '../src/extract/extract.js';
import type { ArticleInput } from '../src/model/article.js';
import type { Dictionary } from '../src/model/dictionary.js';

/** Turns article objects into what extraction wants. The reader and the outlets are loaded only for HTML: plain articles start faster without them. */
export function articleReader(
  dictionary: Dictionary,
  folder?: string,
): (input: ArticleInput) => Promise<ArticleToExtract> {
  let readHtml: ((input: ArticleInput) => ArticleToExtract) | null = null;
  return async (input) => {
    if (input.html === undefined || input.html === null) return plainArticle(input);
    readHtml ??= await openReader(dictionary, folder);
    return readHtml(input);
  };
}

async function openReader(
  dictionary: Dictionary,
  folder?: string,
): Promise<(input: ArticleInput) => ArticleToExtract> {
  const { readInput, readingWords } = await import('../src/read/read.js');
  const words = readingWords(dictionary);
  const outlets = await loadOutlets(folder);
  return (input) => {
    const { value } = readInput(input, words, outlets);
    const { id, url, outlet, title, text, published } = value;
    return { id, url, outlet, title, text, published: published?.value ?? null };
  };
}

/** The id is as given, or derived from address or text. */
function plainArticle(input: ArticleInput): ArticleToExtract {
  const { url = null, outlet = null, title = null, published = null } = input;
  const text = input.text ?? '';
  const derived = createHash('sha256')
    .update(url ?? `${title ?? ''}\n${text}`)
    .digest('hex')
    .slice(0, 20);
  return { id: input.id ?? `a_${derived}`, url, outlet, title, text, published };
}
