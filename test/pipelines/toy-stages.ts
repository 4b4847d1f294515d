/** Stages over plain maps with toy functions, to walk the flow without database, crawler and dictionaries. */
import type { LinkInput } from '../../src/link/link.js';
import type { Article } from '../../src/model/article.js';
import type { Incident } from '../../src/model/incident.js';
import type { Page } from '../../src/model/page.js';
import type { Extraction, Report } from '../../src/model/report.js';
import type { Rejected, Stages } from '../../pipelines/flow.js';

export interface ToyWorld {
  stages: Stages;
  /** Text of each page by address; 'broken' makes reading fail. */
  web: Map<string, string>;
  aside: Rejected[];
  /** Incidents as sorted lists of their reports. */
  incidents(): string[];
  calls: string[];
}

/** A page's words are its article; each word of the form `place.person` is a report, and its place its block. */
export function toyWorld(): ToyWorld {
  const web = new Map<string, string>();
  const pages = new Map<string, Page>();
  const articles = new Map<string, Article>();
  const reports = new Map<string, LinkInput[]>();
  const incidents = new Map<string, string[]>();
  const aside: Rejected[] = [];
  const calls: string[] = [];

  const stages: Stages = {
    async collectPages(outlet, found) {
      for (const [url, text] of web) {
        if (!url.startsWith(outlet)) continue;
        pages.set(url, { id: url, html: text } as Page);
        await found(url);
      }
    },
    pages: async (ids) => ids.flatMap((id) => pages.get(id) ?? []),
    readPage(page) {
      if (page.html === 'broken') throw new Error('the page holds no text');
      return { id: page.id.replace('/', '-'), text: page.html } as Article;
    },
    async saveArticles(list) {
      for (const article of list) articles.set(article.id, article);
    },
    async articles(ids) {
      calls.push(`articles ${ids.length}`);
      return ids.flatMap((id) => articles.get(id) ?? []);
    },
    extract: (article) =>
      ({
        article: { id: article.id },
        reports: article.text.split(' ').map((word) => ({ id: `${article.id}:${word}` }) as Report),
      }) as Extraction,
    reportsOf: async (ids) => ids.flatMap((id) => reports.get(id) ?? []),
    async saveExtractions(list) {
      for (const { article, reports: found } of list)
        reports.set(
          article.id,
          found.map((report) => ({ report, article: { id: article.id } as LinkInput['article'] })),
        );
    },
    blockKeys: ({ report }) => [placeOf(report.id)],
    reportsInBlocks: async (keys) =>
      [...reports.values()].flat().filter(({ report }) => keys.includes(placeOf(report.id))),
    linkReports(list) {
      calls.push(`link ${list.length}`);
      const people = new Map<string, string[]>();
      for (const { report } of list) {
        const person = report.id.slice(report.id.indexOf(':') + 1);
        people.set(person, [...(people.get(person) ?? []), report.id]);
      }
      return [...people].map(
        ([id, members]) => ({ id, links: members.map((report) => ({ report })) }) as Incident,
      );
    },
    async saveIncidents(linked, list) {
      const alive = new Set([...reports.values()].flat().map(({ report }) => report.id));
      for (const [id, members] of incidents)
        if (members.some((report) => linked.includes(report) || !alive.has(report))) incidents.delete(id);
      for (const { id, links } of list)
        incidents.set(
          id,
          links.map((link) => link.report),
        );
    },
    async setAside(rejected) {
      aside.push(rejected);
    },
  };
  return {
    stages,
    web,
    aside,
    calls,
    incidents: () =>
      [...incidents].map(([id, members]) => `${id} <- ${members.toSorted().join(', ')}`).toSorted(),
  };
}

/** `b-1:ambon.siti` lies in `ambon`. */
function placeOf(report: string): string {
  return report.slice(report.indexOf(':') + 1).split('.')[0] ?? '';
}
