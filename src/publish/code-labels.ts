/** Labels of the codes in columns: what people call them, in the language of the reader. */
import type { MentionKind } from '../model/mention.js';
import type { Words } from './words.js';

/** The kind of code that a column holds, as the dictionaries name it. */
const KINDS: Record<string, MentionKind> = {
  stage: 'step',
  step: 'step',
  violation: 'violation',
  violations: 'violation',
  subject_statuses: 'subject',
  victim_statuses: 'subject',
  institution: 'institution',
  institutions: 'institution',
  agency: 'institution',
  election_type: 'election',
};
/** Columns whose codes are named by phrases, and the first word of these. */
const PHRASES: Record<string, string> = {
  tier: 'tier',
  tier_before: 'tier',
  reality: 'reality',
  review: 'label.review',
  flags: 'label.flag',
  reason: 'release.reason',
  causes: 'release.reason',
};

/** What a code of a column is called; null where nobody named it. */
export function labelOfCode(column: string, code: string, words: Words): string | null {
  const kind = KINDS[column];
  if (kind !== undefined) return words.label(kind, code);
  const key = PHRASES[column];
  if (key === undefined) return null;
  const said = words.say(`${key}.${code}`);
  return said === `${key}.${code}` ? null : said;
}

/** Name in Indonesian and English; the code itself says enough where neither differs from it. */
export function bothLabels(column: string, code: string, id: Words, en: Words): string | null {
  const labels = [labelOfCode(column, code, id), labelOfCode(column, code, en)].filter((one) => one !== null);
  return labels.length === 0 ? null : [...new Set(labels)].join(' / ');
}
