/** Arguments of `pantau audit`, checked: which sets, what to print, what to write. */
import { GOLD_SETS, isSealed, type GoldSet } from '../src/audit/audit.js';
import { Misuse } from '../src/model/errors.js';
import { readOptions } from './read-options.js';

export const AUDIT_HELP = `Usage: pantau audit [OPTIONS]
       pantau audit --gold DIR [OPTIONS]
       pantau audit --diff REF [FILE...]

Extracts from the gold articles of fixtures, compares with their labels and prints precision, recall and F1 of each
field. Fails when a figure is below its floor in fixtures/floors.json.

  --set NAME       only this set: ${GOLD_SETS.join(', ')}; may be repeated
  --gold DIR       score a folder of labelled .json articles in the place of the sets; it has no floors
  --sentences      only the sentence banks of fixtures/sentences
  --links          only the link gold of fixtures/link-gold: which reports are told of one happening
  --errors         also print what differs, article by article; not of the sealed set
  --confusion      also print which code came out for which
  --phenomena      also print how articles with each phenomenon did
  --evidence       also print whether evidence touches the words that the coders marked
  --calibration    also print predicted against observed confidence, and points that would fit better
  --unseal         show errors of the sealed set too: only when nothing is built any more
  --json           print the figures as JSON
  --pin            write today's figures as the floors (a person decides that); never lowers one
  --lower REASON   with --pin: lower floors, the reason is written beside each
  --write-readme   write the figures into README.md and docs/confidence.md
  --diff REF       print which reports the dictionaries at hand gain, lose and alter against those of a git revision,
                   on all gold but the sealed, and on article files (.jsonl and whatever extract reads)
`;

export interface AuditArguments {
  help: boolean;
  sets: GoldSet[];
  gold: string | null;
  diff: string | null;
  files: string[];
  sentences: boolean;
  links: boolean;
  errors: boolean;
  confusion: boolean;
  phenomena: boolean;
  evidence: boolean;
  calibration: boolean;
  unseal: boolean;
  json: boolean;
  pin: boolean;
  lower: string | null;
  writeReadme: boolean;
}

/** @throws Misuse when the arguments do not fit together */
export function readAuditArguments(args: string[]): AuditArguments {
  const { values, positionals } = parse(args);
  const read: AuditArguments = {
    help: values.help,
    sets: setsOf(values.set),
    gold: values.gold ?? null,
    diff: values.diff ?? null,
    files: positionals,
    sentences: values.sentences,
    links: values.links,
    errors: values.errors,
    confusion: values.confusion,
    phenomena: values.phenomena,
    evidence: values.evidence,
    calibration: values.calibration,
    unseal: values.unseal,
    json: values.json,
    pin: values.pin,
    lower: values.lower ?? null,
    writeReadme: values['write-readme'],
  };
  const fault = faultOf(read, values.set !== undefined);
  if (fault !== null) throw new Misuse(`audit: ${fault}`);
  return read;
}

function parse(args: string[]) {
  const flag = { type: 'boolean', default: false } as const;
  return readOptions('audit', AUDIT_HELP, {
    args,
    allowPositionals: true,
    options: {
      set: { type: 'string', multiple: true },
      gold: { type: 'string' },
      diff: { type: 'string' },
      sentences: flag,
      links: flag,
      errors: flag,
      confusion: flag,
      phenomena: flag,
      evidence: flag,
      calibration: flag,
      unseal: flag,
      json: flag,
      pin: flag,
      lower: { type: 'string' },
      'write-readme': flag,
      help: { ...flag, short: 'h' },
    },
  });
}

function setsOf(names: readonly string[] | undefined): GoldSet[] {
  if (names === undefined) return [...GOLD_SETS];
  return names
    .flatMap((name) => name.split(','))
    .map((name) => {
      const set = GOLD_SETS.find((one) => one === name.trim());
      if (set === undefined) throw new Misuse(`audit: no set "${name}"; there are ${GOLD_SETS.join(', ')}`);
      return set;
    });
}

/** Why details of the sealed set are not shown. */
export const SEALED =
  'the sealed set is scored, but its errors are not shown: who reads them builds for them, and the figures would no longer tell how unseen articles fare; --unseal shows them';

function faultOf(read: AuditArguments, setsGiven: boolean): string | null {
  const { gold, diff, pin, lower, writeReadme, sets, unseal, files } = read;
  const details = read.errors || read.confusion || read.phenomena || read.evidence;
  if (lower !== null && !pin) return '--lower goes with --pin';
  if (lower !== null && lower.trim() === '') return '--lower wants a reason: one sentence';
  if (files.length > 0 && diff === null) return `unexpected "${files[0]}"; files go with --diff`;
  if (gold !== null && (setsGiven || pin || writeReadme || diff !== null))
    return '--gold scores a folder alone: leave --set, --pin, --write-readme and --diff away';
  if (diff !== null && (pin || writeReadme))
    return '--diff only compares: leave --pin and --write-readme away';
  if (read.links && (setsGiven || read.sentences || gold !== null || diff !== null || writeReadme))
    return '--links scores linking alone: leave --set, --sentences, --gold, --diff and --write-readme away';
  if (read.sentences && (setsGiven || gold !== null || diff !== null || writeReadme))
    return '--sentences scores the banks alone: leave --set, --gold, --diff and --write-readme away';
  if (writeReadme && setsGiven) return '--write-readme shows all sets: leave --set away';
  if (details && !unseal && setsGiven && sets.some(isSealed)) return SEALED;
  return null;
}
