/** Article to extract: what the extraction stage is given. */
/** What extraction needs of an article. `published` is an ISO date or time, or null. */
export interface ArticleToExtract {
  id: string;
  url: string | null;
  outlet: string | null;
  title: string | null;
  text: string;
  published: string | null;
}
