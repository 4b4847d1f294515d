/** Stages over plain maps with toy functions, to walk the flow without database, crawler and dictionaries. */
import { TryLater } from '../../src/model/errors.js';
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
  /** Lets the next savings of incidents meet a report that came meanwhile. */
  clash(times: number): void;
}

/** A page's words are its article; each word of the form `place.person` is a report, and its place its block. */
export function toyWorld(): ToyWorld {
  const web = new Map<string, string>();
  const pages = new Map<string, Page>();
  const articles = new Map<string, Article>();
  const reports = new Map<string, LinkInput[]>();
  const incidents = new Map<string, string[]>();
  const waiting = new Set<string>();
  const aside: Rejected[] = [];
  let clashes = 0;
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
    async saveExtractions(list) {
      for (const { article, reports: found } of list) {
        const before = (reports.get(article.id) ?? []).map(({ report }) => placeOf(report.id));
        reports.set(
          article.id,
          found.map((report) => ({ report, article: { id: article.id } as LinkInput['article'] })),
        );
        for (const place of [...before, ...found.map(({ id }) => placeOf(id))]) waiting.add(place);
      }
    },
    async reportsToLink() {
      if (waiting.size === 0) return null;
      const near = [...reports.values()].flat().filter(({ report }) => waiting.has(placeOf(report.id)));
      return { reports: near, asOf: waiting.size, leftOut: [], bonds: [] };
    },
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
    async saveIncidents(near, list) {
      if (clashes > 0) {
        clashes -= 1;
        throw new TryLater('a report came meanwhile', 0);
      }
      waiting.clear();
      const linked = near.reports.map(({ report }) => report.id);
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
    clash: (times) => (clashes = times),
    incidents: () =>
      [...incidents].map(([id, members]) => `${id} <- ${members.toSorted().join(', ')}`).toSorted(),
  };
}

/** `b-1:ambon.siti` lies in `ambon`. */
function placeOf(report: string): string {
  return report.slice(report.indexOf(':') + 1).split('.')[0] ?? '';
}
