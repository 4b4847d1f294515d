/** WordPress REST: pages of posts to the articles they announce. */
import { z } from 'zod';
import { Quarantine } from '../model/errors.js';
import type { Feed } from '../model/outlet.js';
import { announce, type Discovered } from './discovered.js';

export const POSTS_PER_PAGE = 100;

const Posts = z.array(
  z.object({
    link: z.string(),
    date: z.string().nullish(),
    date_gmt: z.string().nullish(),
    modified_gmt: z.string().nullish(),
    title: z.object({ rendered: z.string() }).nullish(),
  }),
);

/** Which posts are asked for; all of them unless told. */
export interface PostsWanted {
  /** Times of the site's own clock, neither included, such as 2023-08-13T23:59:59. */
  after?: string | null;
  before?: string | null;
  search?: string | null;
  /** Oldest first, so that posts which come meanwhile do not move those that were listed. */
  oldestFirst?: boolean;
}

/** Address of one page of posts, newest first unless told. */
export function postsUrl(feed: Feed, page: number, wanted: PostsWanted = {}): string {
  const url = new URL(feed.url);
  if (!url.pathname.includes('wp-json'))
    url.pathname = `${url.pathname.replace(/\/$/, '')}/wp-json/wp/v2/posts`;
  url.searchParams.set('per_page', String(POSTS_PER_PAGE));
  url.searchParams.set('page', String(page));
  url.searchParams.set('_fields', 'link,date,date_gmt,modified_gmt,title');
  for (const name of ['after', 'before', 'search'] as const)
    if (wanted[name]) url.searchParams.set(name, wanted[name]);
  if (wanted.oldestFirst === true) {
    url.searchParams.set('orderby', 'date');
    url.searchParams.set('order', 'asc');
  }
  return url.href;
}

/**
 * Reads one page of posts. Times are UTC where WordPress says so.
 * @throws Quarantine when the answer is no list of posts
 */
export function readPosts(feed: Feed, text: string): Discovered[] {
  const utc = (time: string | null | undefined): string | null =>
    time ? `${time.replace(/Z$/, '')}Z` : null;
  let posts: z.infer<typeof Posts>;
  try {
    posts = Posts.parse(JSON.parse(text));
  } catch (error) {
    throw new Quarantine(`${feed.url} answers with something else than a list of WordPress posts`, {
      cause: error,
    });
  }
  return posts
    .map((post) =>
      announce(feed, post.link, {
        title: post.title?.rendered,
        published: utc(post.date_gmt) ?? post.date,
        modified: utc(post.modified_gmt),
      }),
    )
    .filter((post) => post !== null);
}
