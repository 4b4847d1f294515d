/** Local offices: words for an office that mean another one where a case is told of: "lurah" is the head of a village in Yogyakarta, "penghulu" in Riau. */
import type { SubjectStatus } from '../model/codes.js';
import type { Report } from '../model/report.js';
import { bestStatus, type Entity } from './entity.js';

/**
 * Gives the subjects of a report, who stand in the order of its accused, the status that their word means in the province of
 * its jurisdiction: props `province` and `status_in_province` of the lexicon, checked where that is compiled, and `not_in`, a
 * city where it does not.
 */
export function nameLocally(report: Report, accused: readonly Entity[]): void {
  const codes = report.places.filter(({ role }) => role === 'jurisdiction').map(({ value }) => value);
  report.subjects.forEach((subject, index) => {
    const entity = accused[index];
    const mark = entity === undefined ? undefined : bestStatus(entity)?.mark;
    const { province, not_in: city, status_in_province: local } = mark?.props ?? {};
    const status = local as SubjectStatus | undefined;
    if (mark === undefined || province === undefined || status === undefined) return;
    if (!codes.some((code) => code !== null && code.startsWith(province) && code !== city)) return;
    Object.assign(subject, { status, employment: null, rule: `${mark.rule}/in-${province}` });
  });
}
