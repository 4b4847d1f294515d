/** Reports told apart: several reports of one article may rest on one anchor, and each gets an id of its own. */
import type { Report } from '../model/report.js';

/** The same reports with ids of their own: what is told twice stays once, and what is told of others takes the id with a number behind it. */
export function tellApart(reports: readonly Report[]): Report[] {
  const seen = new Map<string, Set<string>>();
  return reports.flatMap((report) => {
    const told = JSON.stringify(report);
    const same = seen.get(report.id) ?? new Set();
    if (same.has(told)) return [];
    seen.set(report.id, same.add(told));
    return same.size === 1 ? [report] : [{ ...report, id: `${report.id}_${same.size}` }];
  });
}
