/** Pages: as many realistic pages of invented outlets as are wanted, in WARC files, some few of them about neutrality. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { openWarcWriter } from '../src/archive/archive.js';

/** How the pages of a file are mixed, in shares of all. */
export const MIX = {
  /** About the neutrality of apparatus: the invented newsroom. */
  relevant: 0.005,
  /** About elections or officials in other ways; nothing is kept of them, but only reading tells. */
  near: 0.01,
  /** Of other things, with a headline about an election beside the story. */
  beside: 0.005,
};

/** Outlets in a file; each has the same share of the pages. */
export const OUTLETS = 25;

interface Story {
  title: string;
  published: string;
  paragraphs: string[];
}

/** Repeatable numbers from 0 to 1 (mulberry32). */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const FIXTURES = new URL('../../fixtures/', import.meta.url);

function readNewsroom(): Story[] {
  const folder = new URL('newsroom/articles/', FIXTURES);
  return readdirSync(folder)
    .toSorted()
    .map(
      (file) =>
        parse(readFileSync(new URL(file, folder), 'utf8')) as Story & { labels: { relevance: string } },
    )
    .filter(({ labels }) => labels.relevance !== 'none');
}

interface Topics {
  slots: Record<string, string[]>;
  topics: { id: string; titles: string[]; sentences: string[] }[];
}

/** Topics of everyday news; the others tell of elections, officials or neutrality without being ours. */
const EVERYDAY = new Set('flood village_funds murder rotation market health harvest festival aid'.split(' '));

interface Newsroom {
  relevant: Story[];
  story(near: boolean): Story;
  headline(near: boolean): string;
}

function openNewsroom(random: () => number): Newsroom {
  const { slots, topics } = parse(readFileSync(new URL('ordinary/topics.yaml', FIXTURES), 'utf8')) as Topics;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const kinds = [true, false].map((near) => topics.filter(({ id }) => EVERYDAY.has(id) !== near));
  const [nearby = [], everyday = []] = kinds;
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, slot: string) => pick(slots[slot] ?? ['']));
  return {
    relevant: readNewsroom(),
    headline: (near) => fill(pick(pick(near ? nearby : everyday).titles)),
    story(near) {
      const topic = pick(near ? nearby : everyday);
      const sentences = Array.from({ length: 18 }, () => fill(pick(topic.sentences)));
      const paragraphs = Array.from({ length: 9 }, (_, i) => `${sentences[2 * i]} ${sentences[2 * i + 1]}`);
      return { title: fill(pick(topic.titles)), published: '2024-02-14', paragraphs };
    },
  };
}

/** What an outlet sends with every page: styles, programs, menus; different for each outlet. */
interface Dress {
  host: string;
  head: string;
  menu: string;
  foot: string;
}

function dressOf(outlet: number, random: () => number): Dress {
  const word = (): string => Math.floor(random() * 36 ** (3 + Math.floor(random() * 6))).toString(36);
  const words = Array.from({ length: 500 }, word);
  const pick = (): string => words[Math.floor(random() * words.length)] ?? '';
  const many = (count: number, make: () => string): string => Array.from({ length: count }, make).join('');
  const style = many(
    320,
    () => `.${pick()}-${pick()}{margin:${Math.floor(random() * 30)}px;color:#${word().slice(0, 6)}}`,
  );
  const program = (count: number): string =>
    many(
      count,
      () =>
        `function ${pick()}(${pick()},e){if(e.${pick()}<${Math.floor(random() * 999)}){return "${pick()}"+e["${pick()}"]}}`,
    );
  const entries = [
    'Beranda',
    'Nasional',
    'Pilkada 2024',
    'Hukum',
    'Ekonomi',
    'Olahraga',
    'Gaya Hidup',
    'Pemilu',
    'Opini',
  ];
  const link = (text: string): string =>
    `<li class="nav-item ${pick()}"><a class="nav-link ${pick()}-${pick()}" href="https://kabar-${outlet}.example/kanal/${pick()}" data-track="${pick()}">${text}</a></li>`;
  return {
    host: `kabar-${outlet}.example`,
    head: `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${style}</style><script>${program(260)}</script>`,
    menu: `<nav class="navbar"><ul>${entries.map(link).join('')}${many(50, () => link(pick()))}</ul></nav>`,
    foot: `<footer><ul>${many(40, () => link(pick()))}</ul></footer><script>${program(260)}</script>`,
  };
}

function pageOf(story: Story, dress: Dress, path: string, headlines: readonly string[]): string {
  const { host, head, menu, foot } = dress;
  const cards = headlines.map(
    (text, i) =>
      `<div class="card card-${i} shadow-sm"><a href="https://${host}/berita/${i}" class="card-link" title="baca"><img loading="lazy" width="120" height="80" src="https://cdn.${host}/uploads/2024/02/14/foto-${i}.jpg" srcset="https://cdn.${host}/uploads/2024/02/14/foto-${i}-300x200.jpg 300w"></a><div class="card-body"><h3 class="card-title">${text}</h3><span class="card-date">14 Februari 2024, 10:1${i % 10} WIB</span></div></div>`,
  );
  const data = JSON.stringify({
    '@type': 'NewsArticle',
    headline: story.title,
    datePublished: `${story.published}T10:00:00+07:00`,
    publisher: { name: host },
  });
  const body = story.paragraphs.map((text) => `<p class="read__text">${text}</p>`);
  return `<!doctype html><html lang="id"><head>${head}<title>${story.title}</title><meta property="og:title" content="${story.title}"><link rel="canonical" href="https://${host}${path}"><script type="application/ld+json">${data}</script></head><body>${menu}<main class="container"><article class="article"><h1>${story.title}</h1>${body.join('\n')}</article><aside class="sidebar">${cards.join('\n')}</aside></main>${foot}</body></html>`;
}

/** Writes pages into one WARC file of a folder; gives bytes of the pages themselves. */
export async function writePages(folder: string, count: number, seed = 20_240_214): Promise<number> {
  const random = randoms(seed);
  const newsroom = openNewsroom(random);
  const dresses = Array.from({ length: OUTLETS }, (_, outlet) => dressOf(outlet, random));
  const writer = openWarcWriter({
    folder,
    about: { software: 'bench' },
    now: () => new Date(),
    mostBytes: 1e12,
  });
  let bytes = 0;
  for (let number = 0; number < count; number += 1) {
    const share = random();
    // Every 201st page, so that no outlet has them all.
    const relevant = number % (Math.round(1 / MIX.relevant) + 1) === 7;
    const near = !relevant && share < MIX.near;
    const beside = !relevant && !near && share < MIX.near + MIX.beside;
    const base = newsroom.relevant[Math.floor(random() * newsroom.relevant.length)];
    const story = relevant && base !== undefined ? base : newsroom.story(near);
    const dress = dresses[number % OUTLETS] as Dress;
    const headlines = Array.from({ length: 40 }, (_, i) => newsroom.headline(beside && i === 3));
    const path = `/berita/${number}`;
    const body = Buffer.from(pageOf(story, dress, path, headlines));
    bytes += body.length;
    const url = `https://${dress.host}${path}`;
    await writer.keep(
      {
        url,
        requested: url,
        at: new Date(Date.UTC(2024, 1, 15)),
        ip: '192.0.2.1',
        request: [['host', dress.host]],
        status: 200,
        reason: 'OK',
        response: [['content-type', 'text/html; charset=utf-8']],
        body,
      },
      { outlet: dress.host },
    );
  }
  await writer.close();
  return bytes;
}
