/** Describing a change: what of an incident is told otherwise than before, in the words of the reader. */
import type { Cause } from '../model/change.js';
import type { Summary } from '../store/store.js';
import type { Words } from './words.js';

/**
 * What changed between two states of an incident; "further particulars" where none of the main values did.
 * @param causes why, as far as readers are told: a reply, or a decision of an analyst
 */
export function describeChange(
  before: Summary,
  after: Summary,
  words: Words,
  causes: readonly Cause[] = [],
): string {
  const told = [
    ...describeStage(before, after, words),
    ...describeReach(before, after, words),
    ...describeValue('change.count', before.count, after.count, words.number, words),
    ...describeValue('change.date', before.date, after.date, words.date, words),
    ...describeList('violation', before.violations, after.violations, words),
    ...describeList('place', before.places, after.places, words),
    ...(after.denied === true && before.denied === false ? [words.say('change.denied')] : []),
    ...(causes.some(({ kind }) => kind === 'reply') ? [words.say('change.replied')] : []),
    ...(causes.some(({ kind }) => kind === 'review') ? [words.say('change.reviewed')] : []),
  ];
  return told.length === 0 ? words.say('change.details') : told.join('; ');
}

function describeStage(before: Summary, after: Summary, words: Words): string[] {
  const nameStage = (code: string): string => words.label('step', code);
  const told = describeValue('change.stage', before.stage, after.stage, nameStage, words);
  if (before.tier === after.tier) return told;
  const slots = { from: words.say(`tier.${before.tier}`), to: words.say(`tier.${after.tier}`) };
  return [...told, words.say('change.tier', slots)];
}

function describeReach(before: Summary, after: Summary, words: Words): string[] {
  const outlets = after.outlets - before.outlets;
  if (outlets > 0) return [words.say('change.outlets', { n: outlets })];
  if (outlets < 0) return [words.say('change.fewer', { n: -outlets })];
  const reports = after.reports - before.reports;
  return reports > 0 ? [words.say('change.reports', { n: reports })] : [];
}

function describeValue<T extends string | number>(
  key: string,
  before: T | null,
  after: T | null,
  name: (value: T) => string,
  words: Words,
): string[] {
  if (before === after) return [];
  if (after === null) return before === null ? [] : [words.say(`${key}.gone`, { from: name(before) })];
  if (before === null) return [words.say(`${key}.told`, { to: name(after) })];
  return [words.say(key, { from: name(before), to: name(after) })];
}

function describeList(
  kind: 'violation' | 'place',
  before: readonly string[],
  after: readonly string[],
  words: Words,
): string[] {
  const name = (code: string): string =>
    kind === 'place' ? words.place(code) : words.label('violation', code);
  const list = (codes: readonly string[], others: readonly string[]): string =>
    codes
      .filter((code) => !others.includes(code))
      .map(name)
      .join(', ');
  const [came, went] = [list(after, before), list(before, after)];
  return [
    ...(came === '' ? [] : [words.say(`change.${kind}.told`, { to: came })]),
    ...(went === '' ? [] : [words.say(`change.${kind}.gone`, { from: went })]),
  ];
}
