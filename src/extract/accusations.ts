/** Accusations: whether what was drafted as a case may stand as one; the last gate before somebody is accused of anything. */
import { NEVER_STAGE } from '../model/codes.js';
import type { Report } from '../model/report.js';
import type { CaseDraft } from './cases.js';
import { bestStatus, type Entity } from './entity.js';
import type { Passage } from './passage.js';
import {
  electionWords,
  isAboutElection,
  isAboutOtherOffence,
  isExplainer,
  isOpinion,
  otherOffences,
} from './relevance.js';

/** What becomes known or is said proves no dealing with anybody. */
const TALK = new Set<string>([...NEVER_STAGE, 'exposed_public', 'act_occurred']);

const isNamed = (entity: Entity): boolean => entity.name !== null;
const actsHimself = (entity: Entity): boolean => entity.accusedBy.some((mark) => mark.kind === 'violation');
const isOne = (entity: Entity): boolean => !entity.plural && (entity.office || entity.count === 1);

/**
 * A case needs an accused of known kind, and either an act or steps that only cases have. Opinion and explainers accuse
 * nobody without a name (codebook 9-I); corruption or absence is no matter of neutrality.
 */
export function isAccusation(draft: CaseDraft, report: Report, title: Passage, body: Passage): boolean {
  const named = draft.accused.some(isNamed);
  const known = draft.accused.some((entity) => bestStatus(entity) !== null || entity.authority !== null);
  if (!known || isAboutOtherOffence(title)) return false;
  if (!named && isOpinion(title, body)) return false;
  if (!named && !draft.historical && isExplainer(title, body)) return false;
  const steps = report.steps.filter(
    (step) => (step.reality === 'realised' || step.reality === 'ongoing') && !TALK.has(step.value),
  ).length;
  const acts = report.violations.filter((act) => act.value !== 'unspecified_neutrality');
  const told = named || draft.historical || draft.accused.some(actsHimself);
  const counted = draft.accused.some((entity) => isOne(entity) || entity.count !== null);
  if (acts.length > 0 && (told || (steps >= 2 && counted))) return true;
  if (otherOffences(title, body) >= Math.max(2, electionWords(title, body) / 2)) return false;
  // What is told beside somebody without a name is his only when much is told of one.
  if (report.violations.length > 0) return told || (steps >= 2 && draft.accused.some(isOne));
  return isDealtWith(draft, steps, title, body, named);
}

/**
 * Steps without an act: what they are about must stand beside them when somebody is named; of nobody by name, or beside
 * nothing of the kind, several must be told.
 */
function isDealtWith(
  draft: CaseDraft,
  steps: number,
  title: Passage,
  body: Passage,
  named: boolean,
): boolean {
  const near = [...draft.sentences].some((sentence) => isAboutElection(body, sentence));
  if (electionWords(title, body) < 2) return named && near;
  if (named) return near || steps >= 2;
  return steps >= 3 && draft.accused.some(isOne);
}
