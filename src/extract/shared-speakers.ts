/** Shared speakers: the only one whom an article names for the deciding bodies speaks of all its cases, or all its measures. */
import type { Authority, Report } from '../model/report.js';
import { inferred } from './why.js';

/**
 * Gives reports in which nobody is named as authority the only one whom the others name: the head of a regency's Bawaslu
 * tells of two cases, and stands beside one of them. Where two are named nobody knows whose case it is, and what is long
 * past had others.
 */
export function shareSpeakers(reports: readonly Report[]): void {
  const live = reports.filter((report) => !isPast(report));
  const speaker = onlySpeaker(live);
  if (speaker === null) return;
  for (const report of live) {
    if (report.authorities.some(isNamed)) continue;
    const shared = { ...speaker, ...inferred('authority/speaks-of-all', ...speaker.evidence) };
    const unnamed = report.authorities.findIndex((one) => isSameBody(one, speaker));
    if (unnamed < 0) report.authorities.push(shared);
    else report.authorities[unnamed] = shared;
  }
}

const isNamed = ({ name }: Authority): boolean => name !== null;

const isPast = ({ steps }: Report): boolean =>
  steps.length > 0 && steps.every(({ reality }) => reality === 'historical');

const isSameBody = (one: Authority, other: Authority): boolean =>
  one.institution !== null && one.institution === other.institution;

/** The one person named in any of the reports as an authority; null when there is none, or more. */
function onlySpeaker(reports: readonly Report[]): Authority | null {
  const named = reports.flatMap(({ authorities }) => authorities.filter(isNamed));
  const [first] = named;
  return first !== undefined && named.every(({ name }) => name === first.name) ? first : null;
}
