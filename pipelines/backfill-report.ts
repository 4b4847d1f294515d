/** Backfill report: what a run came to, for people and as one JSON object. */
import { noCounts, type BackfillCounts } from './backfill-portion.js';
import type { StoredCounts } from './backfill-intake.js';
import type { SiteReport } from './backfill-sites.js';
import type { Watcher } from './wire-stages.js';

export interface BackfillReport extends BackfillCounts {
  sources: { read: number; before: number };
  articles: StoredCounts;
  reports: { cases: number; measures: number };
  incidents: { new: number; changed: number; removed: number };
  /** By the names of the archives. */
  sites: Record<string, SiteReport>;
}

export function noReport(): BackfillReport {
  return {
    ...noCounts(),
    sources: { read: 0, before: 0 },
    articles: { new: 0, changed: 0, unchanged: 0 },
    reports: { cases: 0, measures: 0 },
    incidents: { new: 0, changed: 0, removed: 0 },
    sites: {},
  };
}

/** Counts what is stored as it is stored. */
export function counter(report: BackfillReport): Watcher {
  return {
    extracted({ reports }) {
      const cases = reports.filter(({ type }) => type === 'case').length;
      report.reports.cases += cases;
      report.reports.measures += reports.length - cases;
    },
    linked({ fresh, changed, removed }) {
      report.incidents.new += fresh.length;
      report.incidents.changed += changed.length;
      report.incidents.removed += removed.length;
    },
  };
}

/** True when all that was named was read, and nothing of it was broken or left out. */
export const isWhole = (report: BackfillReport): boolean =>
  report.broken === 0 && Object.values(report.sites).every(({ done, lost }) => done && lost === 0);

export function describeReport(report: BackfillReport): string {
  const { sources, articles, reports, incidents } = report;
  const sites = Object.entries(report.sites).map(
    ([name, { listed, fetched, lost, done, reason }]) =>
      `${name}: ${listed} listed, ${fetched} fetched, ${lost > 0 ? `${lost} sitemaps not usable, ` : ''}${done ? 'to its end' : `not to its end: ${reason ?? 'stopped'}`}`,
  );
  return [
    `files:     ${sources.read} read, ${sources.before} read before`,
    `looked at: ${report.seen} records, ${report.wanted} wanted, ${report.candidates} read, ${report.optedOut} opted out, ${report.kept} kept, ${report.broken} not usable`,
    ...sites,
    `articles:  ${articles.new} new, ${articles.changed} changed, ${articles.unchanged} unchanged`,
    `reports:   ${reports.cases} of cases, ${reports.measures} of measures`,
    `incidents: ${incidents.new} new, ${incidents.changed} changed, ${incidents.removed} no more\n`,
  ].join('\n');
}
