/** Article schema: reads an article object by its schema, and tells in words what is wrong with it. */
import { z } from 'zod';
import { ArticleInput } from '../src/model/article.js';

const LONGEST = 300; // letters of a complaint

/** The article of any JSON value, or why it is none. */
export function readArticleObject(value: unknown): { article: ArticleInput } | { error: string } {
  const parsed = ArticleInput.safeParse(value);
  if (parsed.success) return { article: parsed.data };
  return { error: z.prettifyError(parsed.error).slice(0, LONGEST) };
}
