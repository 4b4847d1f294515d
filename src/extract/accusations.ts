/** Accusations: whether what was drafted as a case may stand as one; the last gate before somebody is accused of anything. */
import type { Report } from '../model/report.js';
import type { CaseDraft } from './cases.js';
import { bestStatus } from './entity.js';
import type { Passage } from './passage.js';
import { electionWords, isAboutElection, isExplainer, isOpinion, otherOffences } from './relevance.js';

/**
 * A case needs an accused of known kind, and either an act or steps that only cases have. Opinion and explainers accuse
 * nobody without a name (codebook 9-I); corruption or absence is no matter of neutrality.
 */
export function isAccusation(draft: CaseDraft, report: Report, title: Passage, body: Passage): boolean {
  const named = draft.accused.some((entity) => entity.name !== null);
  const known = draft.accused.some((entity) => bestStatus(entity) !== null || entity.authority !== null);
  if (!known) return false;
  if (!named && isOpinion(title, body)) return false;
  if (!named && !draft.historical && isExplainer(title, body)) return false;
  const acts = report.violations.filter((act) => act.value !== 'unspecified_neutrality');
  if (acts.length > 0) return true;
  if (otherOffences(title, body) >= Math.max(2, electionWords(title, body) / 2)) return false;
  return report.violations.length > 0 || isDealtWith(draft, report, title, body, named);
}

/**
 * Steps without an act: what they are about must stand beside them when somebody is named; of nobody by name, or beside
 * nothing of the kind, several must be told.
 */
function isDealtWith(
  draft: CaseDraft,
  report: Report,
  title: Passage,
  body: Passage,
  named: boolean,
): boolean {
  const steps = report.steps.filter(
    (step) => step.reality === 'realised' || step.reality === 'ongoing',
  ).length;
  const near = [...draft.sentences].some((sentence) => isAboutElection(body, sentence));
  if (electionWords(title, body) < 2) return named && near;
  if (named) return near || steps >= 2;
  const one = draft.accused.some((entity) => entity.office && !entity.plural);
  return steps >= 3 && one;
}
