/** Arguments of `pantau review`: a verb with what it needs, as a decision to be made. */
import { isEntryField } from '../src/model/correction.js';
import { Misuse } from '../src/model/errors.js';
import { CorrectedField, Reply } from '../src/model/review.js';
import type { Decision } from '../src/store/store.js';
import { KEYS, readCorrection, readField } from './review-values.js';
import { readOptions } from './read-options.js';

const WHOLE = CorrectedField.options.filter((field) => !isEntryField(field));

export const HELP = `Usage: pantau review VERB ... [OPTIONS]

Decisions of analysts stand above what the machine made, with author and time; nothing is overwritten, and nothing is
lost when articles are extracted or linked anew. A decision whose evidence changed is marked stale.

  confirm ID            the incident or report is right
  reject ID             the machine is wrong: the incident, or the report, is shown no more
  withdraw ID           it was shown and is no longer, whatever joins it later
  correct ID --field F --value V
                        another value is shown; those of the outlets stay beside it. Fields: ${WHOLE.join(', ')}
                        ("none" for no value; an election is written as TYPE YEAR, flags are parted by commas; --date says
                        when a stage was reached)
  correct ID --field F --of WHICH --set KEY=VALUE... | --drop
                        one person, authority or step is put right, or taken away; without --of one is added. WHICH is a
                        name, initials, an institution, a step, or the role of those whom nobody names
${Object.entries(KEYS)
  .map(([field, keys]) => `                          ${field}: ${keys.join(', ')}\n`)
  .join('')}  merge ID OTHER        two incidents are one
  split ID REPORT...    these reports are another incident
  reply ID --kind K --text T [--by WHO] [--url U] [--date D]
                        a correction or reply belongs beside it. Kinds: ${Reply.shape.kind.options.join(', ')}
  note ID --note TEXT   for other analysts; never published
  revoke REVIEW         an earlier decision holds no longer
  list [ID]             the decisions, or those on an incident or report; --stale: those that want another look
  export --out DIR      what was decided, as drafts of gold articles and of dictionary entries

  --note TEXT           why
  --author NAME         who decides; PANTAU_AUTHOR unless given
  --json                one JSON object per line
`;

/** What was asked for. */
export type Asked =
  | { verb: 'decide'; decision: Omit<Decision, 'target'>; target: string; json: boolean }
  | { verb: 'list'; about: string | null; stale: boolean; json: boolean }
  | { verb: 'export'; out: string };

type Values = ReturnType<typeof parse>['values'];

/** @throws Misuse for what is not known or incomplete; null for help */
export function readArguments(args: string[], author: string | undefined): Asked | null {
  const { values, positionals } = parse(args);
  const [verb, target, ...rest] = positionals;
  if (values.help === true) return null;
  const json = values.json === true;
  if (verb === 'list') return { verb, about: target ?? null, stale: values.stale === true, json };
  if (verb === 'export') return { verb, out: needed(values.out, 'export: name a folder with --out') };
  if (verb === undefined || !isDecision(verb))
    throw new Misuse(
      `review: ${verb === undefined ? 'name a verb' : `no verb "${verb}"`}; there are ${[...DECISIONS, 'list', 'export'].join(', ')}\n\n${HELP}`,
    );
  const id = needed(target, `${verb}: name what is decided on`);
  const who = needed(values.author ?? author, `${verb}: say who decides, with --author or PANTAU_AUTHOR`);
  const field = verb === 'correct' ? readField(values.field) : null;
  const value = readValue(verb, field, { id, rest, values });
  const decision = { decision: verb, field, value, note: values.note ?? null, author: who };
  return { verb: 'decide', decision, target: id, json };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  return readOptions('review', HELP, {
    args,
    allowPositionals: true,
    options: {
      field: text,
      value: text,
      of: text,
      set: { type: 'string', multiple: true },
      drop: flag,
      note: text,
      author: text,
      kind: text,
      text,
      by: text,
      url: text,
      date: text,
      out: text,
      stale: flag,
      json: flag,
      help: { type: 'boolean', short: 'h' },
    },
  });
}

const DECISIONS = [
  'confirm',
  'reject',
  'correct',
  'merge',
  'split',
  'withdraw',
  'note',
  'reply',
  'revoke',
] as const;
type Verb = (typeof DECISIONS)[number];
const isDecision = (verb: string): verb is Verb => DECISIONS.some((one) => one === verb);

function needed(value: string | undefined, what: string): string {
  if (value === undefined || value.trim() === '') throw new Misuse(`review: ${what}`);
  return value;
}

interface Given {
  id: string;
  rest: string[];
  values: Values;
}

function readValue(verb: Verb, field: CorrectedField | null, { id, rest, values }: Given): Decision['value'] {
  if (field !== null) return readCorrection(field, values);
  if (verb === 'merge') return needed(rest[0], 'merge: name two incidents');
  if (verb === 'split') return rest;
  if (verb === 'revoke') return id;
  if (verb !== 'reply') return null;
  return {
    kind: values.kind ?? '',
    by: values.by ?? null,
    text: needed(values.text, 'reply: give what is said with --text'),
    url: values.url ?? null,
    date: values.date ?? null,
  };
}
