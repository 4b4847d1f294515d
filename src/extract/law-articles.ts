/** Law articles: the articles that stand beside cited laws, with paragraph, letter and point (codebook 6). */
import type { Words } from './citation-words.js';
import type { Passage } from './passage.js';

/** A cited law that an article may belong to. */
interface Cited {
  article: string | null;
  first: number; // token
  last: number;
  sentence: number;
}

interface Articles {
  text: string;
  first: number;
  last: number;
}

const NEAR = 5; // words between an article and its law

/** Gives each citation the article that stands right before or behind it. */
export function addArticles(passage: Passage, citations: readonly Cited[], words: Words): void {
  const bySentence = new Map<number, Cited[]>();
  for (const citation of citations) {
    const row = bySentence.get(citation.sentence) ?? [];
    row.push(citation);
    bySentence.set(citation.sentence, row);
  }
  for (const [index, row] of bySentence) {
    const sentence = passage.analysed.sentences[index];
    if (sentence === undefined) continue;
    for (const articles of articlesIn(passage, sentence.first, sentence.last, words)) {
      let best: Cited | null = null;
      let distance = NEAR + 1;
      for (const citation of row) {
        const gap =
          citation.first >= articles.last
            ? citation.first - articles.last
            : articles.first - citation.last + 1;
        if (gap >= 0 && gap < distance) [best, distance] = [citation, gap];
      }
      if (best !== null) best.article ??= articles.text;
    }
  }
}

function articlesIn(passage: Passage, from: number, to: number, words: Words): Articles[] {
  const found: Articles[] = [];
  const { tokens } = passage.analysed;
  for (let token = from; token < to;) {
    const word = words.article.at(tokens, token, to);
    const article = word === null ? null : readArticle(passage, word.last, to, words);
    if (article === null) {
      token += 1;
      continue;
    }
    const before = found.at(-1);
    const join = before === undefined ? null : words.joined.at(tokens, before.last, to);
    // "Pasal 188 jo Pasal 71 ayat (1)" is one chain.
    if (before !== undefined && join?.last === token) {
      before.text += ` ${words.shown.joined} ${article.text}`;
      before.last = article.last;
    } else found.push({ text: article.text, first: token, last: article.last });
    token = article.last;
  }
  return found;
}

// "280", "71A"
const ARTICLE = /^\d{1,4}[a-z]?$/;

/** "280 ayat (2) huruf f angka 1 jo 188": number, paragraph, letter and point, joined numbers included. */
function readArticle(
  passage: Passage,
  at: number,
  to: number,
  words: Words,
): { text: string; last: number } | null {
  const { tokens } = passage.analysed;
  if (at >= to || !ARTICLE.test(tokens.folded[at] ?? '')) return null;
  let text = tokens.folded[at] ?? '';
  let last = at + 1;
  // "187A" is cut into number and letter.
  if (last < to && tokens.start[last] === tokens.end[at] && /^[a-z]$/.test(tokens.folded[last] ?? '')) {
    text += (tokens.folded[last] ?? '').toUpperCase();
    last += 1;
  }
  const parts = [
    { table: words.paragraph, shown: words.shown.paragraph, form: /^\d{1,2}[a-z]?$/, bracket: true },
    { table: words.letter, shown: words.shown.letter, form: /^[a-z]$/, bracket: false },
    { table: words.point, shown: words.shown.point, form: /^\d{1,2}$/, bracket: false },
  ];
  for (const { table, shown, form, bracket } of parts) {
    const word = table.at(tokens, last, to);
    const value = word === null || word.last >= to ? '' : (tokens.folded[word.last] ?? '');
    if (word === null || !form.test(value)) continue;
    text += ` ${shown} ${bracket ? `(${value})` : value}`;
    last = word.last + 1;
  }
  const join = words.joined.at(tokens, last, to);
  const next =
    join === null || words.article.at(tokens, join.last, to) !== null
      ? null
      : readArticle(passage, join.last, to, words);
  return next === null
    ? { text, last }
    : { text: `${text} ${words.shown.joined} ${next.text}`, last: next.last };
}
