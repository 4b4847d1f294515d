/** Wordings: labelled sentences from which weights are learned: files of wordings, and the marked sentences of open gold. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepCode, ViolationCode } from '../model/codes.js';
import { Halt } from '../model/errors.js';
import { signsOfArticle, type Extractor } from '../extract/extract.js';
import type { GoldArticle } from './gold-article.js';

/** Signs of one sentence, or of a wording, as files of weights write them. */
export interface SignedSentence {
  start: number;
  end: number;
  signs: readonly string[];
}

/** Reads the signs of each sentence of a text. */
export type SignReader = (text: string) => SignedSentence[];

/** What weights are learned from: signs, and the codes that are told by them. */
export interface Lesson {
  signs: readonly string[];
  codes: readonly string[];
}

/** What is learned: acts, or steps whatever their reality. */
export type LessonKind = 'violation' | 'step';

const FOLDER = 'fixtures/wordings';
const NOTHING = '-';

/**
 * The lessons of fixtures/wordings, in the order of files and lines: `label<TAB>wording`, labels parted by commas, a step
 * with its reality behind a colon, "-" for none.
 * @throws Halt that names file, line and mend
 */
export function readWordings(root: string, kind: LessonKind, read: SignReader): Lesson[] {
  const folder = join(root, FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${kind}s`) && file.endsWith('.tsv'))
    .toSorted()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          if (line.trim() === '' || line.startsWith('#')) return [];
          const [label = '', wording, ...rest] = line.split('\t');
          const codes = readLabel(label, kind);
          if (wording === undefined || rest.length > 0 || codes === null)
            throw new Halt(
              `${FOLDER}/${file}:${index + 1}: write "code,code<TAB>sentence" with codes of ${kind}s, or "-"`,
            );
          return [{ signs: joinSigns(read(wording)), codes }];
        }),
    );
}

function readLabel(label: string, kind: LessonKind): string[] | null {
  if (label.trim() === NOTHING) return [];
  const known: readonly string[] = kind === 'step' ? StepCode.options : ViolationCode.options;
  const codes = label.split(',').map((one) => one.trim().split(':')[0] ?? '');
  return codes.every((code) => known.includes(code)) ? [...new Set(codes)] : null;
}

const joinSigns = (sentences: readonly SignedSentence[]): string[] => [
  ...new Set(sentences.flatMap(({ signs }) => signs)),
];

/** The sentences of gold articles that have marks, with the codes of the marks on them. */
export function lessonsOfGold(
  articles: readonly GoldArticle[],
  kind: LessonKind,
  read: SignReader,
): Lesson[] {
  return articles
    .filter(({ marks, relevance }) => marks.length > 0 || relevance === 'none')
    .flatMap(({ text, marks }) => {
      const own = marks.filter((mark) => mark.kind === kind && mark.code !== null);
      return read(text).map(({ start, end, signs }) => ({
        signs,
        codes: [
          ...new Set(
            own.filter((mark) => mark.start < end && mark.end > start).flatMap(({ code }) => code ?? []),
          ),
        ],
      }));
    });
}

type Whole = Pick<GoldArticle, 'id' | 'text' | 'published' | 'relevance'> & { title: string | null };

/** Whole articles with what they are; each once more without its headline, which texts often come without. */
export const lessonsOfArticles = (articles: readonly Whole[], extractor: Extractor): Lesson[] =>
  articles.flatMap((article) =>
    (article.title === null ? [null] : [article.title, null]).map((title) => ({
      signs: signsOfArticle(
        extractor.derive({
          id: article.id,
          url: null,
          outlet: null,
          title,
          text: article.text,
          published: article.published,
        }),
      ),
      codes: [article.relevance],
    })),
  );
