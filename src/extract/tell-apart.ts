/** Reports told apart: several reports of one article may rest on one anchor, and each gets an id of its own. */
import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../model/report.js';

/** The same reports with ids of their own: what is told twice stays once, and what is told of others takes the id with a number behind it. */
export function tellApart(reports: readonly Report[]): Report[] {
  const seen = new Map<string, Report[]>();
  return reports.flatMap((report) => {
    const same = seen.get(report.id);
    if (same === undefined) {
      seen.set(report.id, [report]);
      return [report];
    }
    if (same.some((other) => isDeepStrictEqual(other, report))) return [];
    same.push(report);
    return [{ ...report, id: `${report.id}_${same.length}` }];
  });
}
