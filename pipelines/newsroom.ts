/** pantau newsroom: serves the invented newsroom of the fixtures on loopback, each outlet at its own port. */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { parse } from 'yaml';
import { z } from 'zod';
import { packageRoot } from '../src/dictionary/dictionary.js';
import { Misuse } from '../src/model/errors.js';
import { Outlet } from '../src/model/outlet.js';
import { fillTemplate, textIn, type Escape, type View } from './newsroom-template.js';

const NewsroomArticle = z.looseObject({
  id: z.string(),
  outlet: z.string(),
  title: z.string(),
  published: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/),
  byline: z.string().nullish(),
  section: z.string().nullish(),
  paragraphs: z.array(z.string()).min(1),
  related: z.array(z.string()).default([]),
});
export type NewsroomArticle = z.infer<typeof NewsroomArticle>;

const NewsroomOutlet = z.strictObject({
  name: z.string(),
  reach: z.array(z.string()),
  group: z.string().nullable(),
  zone: z.string(),
  charset: z.string().default('utf-8'),
  /** Charset that the header claims. */
  label: z.string().default('utf-8'),
  escape: z.enum(['markup', 'entities']).default('markup'),
  feeds: z.array(z.strictObject({ kind: z.string(), path: z.string() })),
  article: z.strictObject({ path: z.string(), template: z.string() }),
  /** Where related lines lead: a place that robots.txt closes. */
  related: z.string(),
  routes: z.array(
    z.strictObject({
      path: z.string(),
      template: z.string().optional(),
      type: z.string().optional(),
      gzip: z.stringbool().default(false),
      posts: z.stringbool().default(false),
    }),
  ),
  robots: z.string(),
});
type NewsroomOutlet = z.infer<typeof NewsroomOutlet>;

const Calendar = z.strictObject({
  weekdays: z.array(z.string()).length(7),
  months: z.array(z.string()).length(12),
  zones: z.record(z.string(), z.string()),
});
type Calendar = z.infer<typeof Calendar>;

/** The data of the newsroom, as it stands in its folder. */
export interface NewsroomData {
  articles: NewsroomArticle[];
  outlets: Map<string, NewsroomOutlet>;
  calendar: Calendar;
  templates: Map<string, string>;
}

export interface NewsroomOptions {
  /** Folder of the newsroom; that of the package when absent. */
  folder?: string;
  host?: string;
  /** Port of the first outlet, the others follow; 0 takes free ones. */
  port?: number;
}

export interface Newsroom {
  /** Outlet id to its origin, such as http://127.0.0.1:40001. */
  origins: Record<string, string>;
  /** The outlets as the collector takes them. */
  outlets: Outlet[];
  articles: NewsroomArticle[];
  /** Address of each article by its id. */
  addresses: Record<string, string>;
  /** Paths that were asked for, by outlet. */
  asked: Record<string, string[]>;
  close(): Promise<void>;
}

const newsroomFolder = (): string => join(packageRoot(), 'fixtures', 'newsroom');

const readYaml = (file: string): unknown => parse(readFileSync(file, 'utf8'), { schema: 'failsafe' });
/** Failsafe YAML knows no null; an empty value or the word stands for one. */
const orNull = (value: unknown): unknown => (value === 'null' || value === '' ? null : value);

function readFolder<T>(folder: string, ending: string, make: (file: string) => T): Map<string, T> {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return new Map(files.toSorted().map((file) => [file.replace(/\.yaml$/, ''), make(join(folder, file))]));
}

/** Reads the newsroom's articles, outlets and templates. */
function loadNewsroom(folder: string = newsroomFolder()): NewsroomData {
  const articles = readFolder(join(folder, 'articles'), '.yaml', (file) =>
    NewsroomArticle.parse(readYaml(file)),
  );
  return {
    articles: [...articles.values()],
    outlets: readFolder(join(folder, 'outlets'), '.yaml', (file) => {
      const raw = readYaml(file) as Record<string, unknown>;
      return NewsroomOutlet.parse({ ...raw, group: orNull(raw.group) });
    }),
    calendar: Calendar.parse(readYaml(join(folder, 'calendar.yaml'))),
    templates: readFolder(join(folder, 'templates'), '', (file) => readFileSync(file, 'utf8')),
  };
}

/** A link for each related line, spread over the first paragraphs. */
function paragraphViews(article: NewsroomArticle, relatedPath: string): View[] {
  return article.paragraphs.map((text, at) => {
    const title = article.related[at];
    return {
      text,
      first: at === 0,
      related:
        title === undefined
          ? []
          : [{ title, url: fillTemplate(relatedPath, { number: String(at) }, 'none') }],
    };
  });
}

/** All that a template may say of an article. */
function articleView(
  article: NewsroomArticle,
  number: number,
  outlet: NewsroomOutlet,
  data: NewsroomData,
): View {
  const [date = '', clock = ''] = article.published.split('T');
  const [year = '', month2 = '', day2 = ''] = date.split('-');
  const offset = article.published.slice(-6);
  const month = data.calendar.months[Number(month2) - 1] ?? '';
  const view: View = {
    outlet: outlet.name,
    number: String(number),
    slug: article.id,
    title: article.title,
    byline: article.byline ?? '',
    section: article.section ?? '',
    iso: article.published,
    mail: `${new Date(`${date}T00:00:00Z`).toUTCString().slice(0, 16)} ${clock.slice(0, 8)} ${offset.replace(':', '')}`,
    weekday: data.calendar.weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '',
    year,
    month2,
    day2,
    day: String(Number(day2)),
    month,
    monthShort: month.slice(0, 3),
    hour: clock.slice(0, 2),
    minute: clock.slice(3, 5),
    zone: data.calendar.zones[offset] ?? '',
    paragraphs: paragraphViews(article, outlet.related),
    jsonTitle: JSON.stringify(article.title).replace(/</g, '\\u003c'),
    jsonByline: JSON.stringify(article.byline ?? '').replace(/</g, '\\u003c'),
    jsonSection: JSON.stringify(article.section ?? '').replace(/</g, '\\u003c'),
  };
  return { ...view, path: fillTemplate(outlet.article.path, view, 'none') };
}

interface Served {
  type: string;
  body: Buffer;
}

/** One outlet's answers by path. */
function siteOf(id: string, origin: string, data: NewsroomData): Map<string, Served> {
  const outlet = data.outlets.get(id);
  if (outlet === undefined) throw new Misuse(`newsroom: there is no fixtures/newsroom/outlets/${id}.yaml`);
  const own = data.articles.filter((article) => article.outlet === id);
  const views = own
    .map((article, at) => articleView(article, 1001 + at, outlet, data))
    .map((view): View => ({ ...view, origin, url: `${origin}${textIn(view, 'path')}` }))
    .toSorted((a, b) => textIn(b, 'iso').localeCompare(textIn(a, 'iso')));
  const encode = (text: string): Buffer => iconv.encode(text, outlet.charset);
  const page = (template: string, view: View, escape: Escape): string =>
    fillTemplate(data.templates.get(template) ?? missing(template), view, escape);
  const html = `text/html; charset=${outlet.label}`;
  const site = new Map<string, Served>([
    ['/robots.txt', { type: 'text/plain', body: Buffer.from(outlet.robots) }],
  ]);
  for (const view of views) {
    const others = views.filter((other) => other !== view).slice(0, 4);
    const text = page(outlet.article.template, { ...view, others }, outlet.escape);
    site.set(textIn(view, 'path'), { type: html, body: encode(text) });
  }
  const all: View = { outlet: outlet.name, origin, articles: views };
  for (const route of outlet.routes) {
    const text = route.posts ? postsJson(views) : page(route.template ?? '', all, 'markup');
    const type = route.posts ? 'application/json; charset=UTF-8' : (route.type ?? html);
    site.set(route.path, { type, body: route.gzip ? gzipSync(text) : encode(text) });
  }
  return site;
}

function missing(template: string): never {
  throw new Misuse(`newsroom: there is no fixtures/newsroom/templates/${template}`);
}

/** What a WordPress site answers for its posts. */
function postsJson(views: readonly View[]): string {
  const posts = views.map((view) => ({
    link: view.url,
    date_gmt: new Date(textIn(view, 'iso')).toISOString().slice(0, 19),
    title: { rendered: fillTemplate('{{title}}', view, 'entities') },
  }));
  return JSON.stringify(posts);
}

function respond(site: Map<string, Served>, request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/';
  const served = site.get(path) ?? site.get(path.replace(/\?.*$/s, ''));
  if (served === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    return;
  }
  response.writeHead(200, { 'content-type': served.type }).end(served.body);
}

/** Starts a server for each outlet of the newsroom. */
export async function startNewsroom(options: NewsroomOptions = {}): Promise<Newsroom> {
  const data = loadNewsroom(options.folder);
  const host = options.host ?? '127.0.0.1';
  const servers: Server[] = [];
  const room: Newsroom = {
    origins: {},
    outlets: [],
    articles: data.articles,
    addresses: {},
    asked: {},
    close: async () => {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
  for (const [at, [id, outlet]] of [...data.outlets].entries()) {
    let site = new Map<string, Served>();
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '/');
      respond(site, request, response);
    });
    servers.push(server);
    await listen(server, host, options.port ? options.port + at : 0);
    const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
    site = siteOf(id, origin, data);
    room.origins[id] = origin;
    room.asked[id] = asked;
    room.outlets.push(outletOf(id, outlet, origin));
    addAddresses(room, id, outlet, origin, data);
  }
  return room;
}

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });

function outletOf(id: string, outlet: NewsroomOutlet, origin: string): Outlet {
  const feeds = outlet.feeds.map(({ kind, path }) => ({ kind, url: origin + path }));
  const { name, reach, group, zone } = outlet;
  return Outlet.parse({ id, name, home: `${origin}/`, reach, group, zone, feeds, manners: { delayMs: 20 } });
}

function addAddresses(
  room: Newsroom,
  id: string,
  outlet: NewsroomOutlet,
  origin: string,
  data: NewsroomData,
): void {
  const own = data.articles.filter((article) => article.outlet === id);
  own.forEach((article, at) => {
    room.addresses[article.id] = `${origin}${textIn(articleView(article, 1001 + at, outlet, data), 'path')}`;
  });
}

/** Runs `pantau newsroom` until it is interrupted. */
export default async function newsroom(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { port: { type: 'string', default: '0' } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_000)
    throw new Misuse(`newsroom: --port "${values.port}" is no port`);
  const room = await startNewsroom({ port });
  for (const [id, origin] of Object.entries(room.origins)) console.log(`${id}\t${origin}/`);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await room.close();
  return 0;
}
