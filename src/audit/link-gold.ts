/** Link gold: happenings as several invented articles tell them -> structured reports, each with the happening it belongs to. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type LinkInput, signBody, writeSign } from '../link/link.js';
import { PROCESS_STAGE, StageCode } from '../model/codes.js';
import { Report } from '../model/report.js';

// "-/village_head/4/kepala desa": name, status, count, position; "-" stands for what is not told.
const Slashed = z.string().transform((text) => text.split('/'));

const Facts = z.strictObject({
  stage: StageCode.optional().describe('Furthest stage'),
  acts: z.array(z.string()).optional().describe('Violation codes'),
  steps: z.array(Slashed).optional().describe('step/reality/date/letter number or duration'),
  places: z.array(z.string()).optional().describe('Code and name of each jurisdiction'),
  on: z.string().optional().describe('Date of the report; with <= on or before'),
  who: z.array(Slashed).optional().describe('name/status/count/position'),
  by: z.array(Slashed).optional().describe('name/institution'),
  others: z.array(Slashed).optional().describe('role/name'),
});
type Facts = z.infer<typeof Facts>;

const Telling = Facts.extend({
  outlet: z.string().optional(),
  at: z.string().optional().describe('Day of publication'),
  title: z.string().optional(),
  text: z.string().optional(),
  article: z
    .string()
    .optional()
    .describe('happening/index: the article of another happening that tells of this one too'),
  reports: z.array(Facts).optional().describe('Further outcomes of the same act that the same words tell'),
});
type Telling = z.infer<typeof Telling>;

const Happening = z.strictObject({
  type: z.enum(['case', 'measure']).default('case'),
  base: Facts.describe('What all reports say unless they say otherwise'),
  told: z.array(Telling).min(1),
});
const File = z.record(z.string(), Happening);

/** One report of the gold, and the happening that it tells of. */
export interface LinkGold {
  happening: string;
  input: LinkInput;
}

/** Reads the files of a folder whose names begin so, in the order of their names. */
export function readLinkGold(folder: string, begin = ''): LinkGold[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name.startsWith(begin))
    .toSorted();
  const happenings = Object.assign(
    {},
    ...files.map((name) =>
      File.parse(parse(readFileSync(join(folder, name), 'utf8'), { schema: 'failsafe' })),
    ),
  ) as z.infer<typeof File>;
  return Object.entries(happenings).flatMap(([happening, { type, base, told }]) =>
    told.flatMap((telling, at) => {
      const [home = '', nth] = telling.article?.split('/') ?? [happening, String(at)];
      const source = happenings[home]?.told[Number(nth)];
      if (source === undefined) throw new RangeError(`${folder}: there is no article ${telling.article}`);
      const article = aboutArticle(`${home}/${nth}`, source);
      const all = [telling, ...(telling.reports ?? [])];
      return all.map((facts, seq) => ({
        happening,
        input: {
          article,
          report: makeReport(
            `${happening}/${at}.${seq}`,
            type,
            { ...base, ...facts },
            telling.article ? 1000 : 0,
          ),
        },
      }));
    }),
  );
}

function aboutArticle(id: string, { outlet, title, at, text }: Telling): LinkInput['article'] {
  const sign = writeSign(signBody(text ?? ''));
  return { id, url: null, outlet: outlet ?? null, title: title ?? null, published: at ?? null, sign };
}

/** Hash of what is linked, so that floors are not compared with figures on other gold. */
export const hashLinkGold = (gold: readonly LinkGold[]): string =>
  createHash('sha256').update(JSON.stringify(gold)).digest('hex');

const orNull = (text: string | undefined): string | null =>
  text === undefined || text === '' || text === '-' ? null : text;

function makeReport(id: string, type: Report['type'], facts: Facts, offset: number): Report {
  const why = (start: number) => ({
    certainty: 'stated' as const,
    evidence: [{ in: 'body' as const, start: offset + start, end: offset + start + 5 }],
    rule: 'gold',
  });
  const { stage = null } = facts;
  return Report.parse({
    id,
    type,
    stage: type === 'case' ? stage : null,
    violations: (facts.acts ?? []).map((value, at) => ({ value, count: null, ...why(100 + at * 10) })),
    steps: stepsOf(facts).map((step, at) => ({ ...step, ...why(200 + at * 10) })),
    subjects: (facts.who ?? []).map(([name, status, count, position], at) => ({
      name: orNull(name),
      role: type === 'case' ? 'accused' : 'addressee',
      status,
      employment: null,
      position: orNull(position),
      institution: null,
      count: orNull(count) === null ? null : Number(count),
      min: null,
      max: null,
      ...why(300 + at * 10),
    })),
    authorities: (facts.by ?? []).map(([name, institution], at) => ({
      name: orNull(name),
      position: null,
      institution: orNull(institution),
      ...why(400 + at * 10),
    })),
    others: (facts.others ?? []).map(([role, name], at) => ({
      role,
      name: orNull(name),
      position: null,
      institution: null,
      ...why(500 + at * 10),
    })),
    places: (facts.places ?? []).map(codeAndName).map(([value, name], at) => ({
      value,
      name,
      level: value.length === 2 ? 'province' : 'regency',
      regency: value.length === 2 ? null : value,
      role: 'jurisdiction',
      raw: null,
      ...why(600 + at * 10),
    })),
    election: null,
    date: dateOf(facts.on, why),
    laws: [],
    flags: [],
    confidence: 0.8,
  });
}

// "61.05 Kabupaten Sintang"
function codeAndName(text: string): [code: string, name: string] {
  const space = text.indexOf(' ');
  return [text.slice(0, space), text.slice(space + 1)];
}

const SANCTIONED: readonly string[] = ['sanction_imposed', 'convicted'];

function stepsOf({ steps, stage }: Facts) {
  const reality = stage !== undefined && PROCESS_STAGE.includes(stage) ? 'ongoing' : 'realised';
  const told = steps ?? (stage === undefined ? [] : [[stage, reality]]);
  return told.map(([value = '', how, date, ...rest]) => {
    const more = orNull(rest.join('/'));
    const isSanction = SANCTIONED.includes(value) && more !== null;
    return {
      value,
      reality: how,
      date: dateOf(date, () => ({ certainty: 'stated', evidence: [], rule: 'gold' })),
      by: null,
      count: null,
      document: isSanction ? null : more,
      sanction: isSanction ? { text: more, class: 'unknown', duration: more } : null,
      attribution: 'named_official',
    };
  });
}

function dateOf(text: string | undefined, why: (start: number) => object) {
  const value = orNull(text);
  if (value === null) return null;
  const bound = value.startsWith('<=');
  const precision = bound ? 'on_or_before' : value.length === 10 ? 'day' : 'month';
  const basis = bound ? 'statement' : 'stage';
  return { value: bound ? value.slice(2) : value, precision, basis, raw: null, ...why(800) };
}
