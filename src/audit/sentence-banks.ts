/** Sentence banks: single sentences of the press with what they tell, each put into a frame and extracted. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Halt } from '../model/errors.js';
import type { Extraction } from '../model/report.js';
import { readExpectation, type Expectation } from './expectations.js';

const Frames = z.record(
  z.string(),
  z.strictObject({
    published: z.iso.date(),
    text: z.string().refine((text) => text.includes('%'), 'has no "%" where the sentence goes'),
  }),
);
type Frame = z.infer<typeof Frames>[string];

/** A line of a bank, made an article. */
export interface BankLine {
  /** Number in its file, from 1. */
  number: number;
  expected: Expectation[];
  title: string | null;
  text: string;
  published: string;
  /** Lines of odd numbers are held out: they are counted, but nobody looks at what is wrong in them. */
  heldOut: boolean;
}

export interface SentenceBank {
  name: string;
  lines: BankLine[];
}

/** How many lines of each half are right, and which of the half that may be looked at are not. */
export interface BankScore {
  name: string;
  seen: { right: number; lines: number };
  heldOut: { right: number; lines: number };
  wrong: { number: number; text: string; missed: string[] }[];
}

const FOLDER = 'fixtures/sentences';

/**
 * The banks of a repository in the order of their names.
 * @throws Halt that names the file and the lines that cannot be read
 */
export function readSentenceBanks(root: string): SentenceBank[] {
  const folder = join(root, FOLDER);
  if (!existsSync(folder)) return [];
  const frames = Frames.parse(parse(readFileSync(join(folder, 'frames.yaml'), 'utf8')));
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.tsv'))
    .toSorted();
  return files.map((file) => {
    const frame = frames[file.split('-')[0] ?? ''];
    if (frame === undefined)
      throw new Halt(`${FOLDER}/${file}: no frame of frames.yaml has the first part of this name`);
    return {
      name: file.slice(0, -'.tsv'.length),
      lines: readBank(`${FOLDER}/${file}`, join(folder, file), frame),
    };
  });
}

function readBank(shown: string, path: string, frame: Frame): BankLine[] {
  const faults: string[] = [];
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '' || line.startsWith('#')) return [];
      const read = readLine(line, index + 1, frame);
      if (typeof read !== 'string') return [read];
      faults.push(`${shown}:${index + 1}: ${read}`);
      return [];
    });
  if (faults.length > 0) throw new Halt(`sentence banks are not in order:\n${faults.join('\n')}`);
  return lines;
}

/** A line, or what is wrong with it. */
function readLine(line: string, number: number, frame: Frame): BankLine | string {
  const [wanted, told, ...rest] = line.split('\t');
  if (wanted === undefined || told === undefined || rest.length > 0) return 'wants "expected<TAB>text"';
  const tokens = wanted.split(/[ ,;]+/).filter((token) => token !== '');
  const published = tokens.find((token) => token.startsWith('pub='))?.slice('pub='.length);
  const expected: Expectation[] = [];
  for (const token of tokens.filter((one) => !one.startsWith('pub='))) {
    const expectation = readExpectation(token);
    if (expectation === null) return `"${token}" can not be expected`;
    expected.push(expectation);
  }
  if (expected.length === 0) return 'expects nothing';
  const [head, body] = told.includes('‖') ? told.split('‖') : [null, told];
  return {
    number,
    expected,
    title: head === null ? null : (head ?? '').trim(),
    text: frame.text.replace('%', () => (body ?? '').trim()).replaceAll(' ¶ ', '\n\n'),
    published: published ?? frame.published,
    heldOut: number % 2 === 1,
  };
}

/** Scores a bank with a function that extracts one line. */
export function scoreBank({ name, lines }: SentenceBank, extract: (line: BankLine) => Extraction): BankScore {
  const score: BankScore = {
    name,
    seen: { right: 0, lines: 0 },
    heldOut: { right: 0, lines: 0 },
    wrong: [],
  };
  for (const line of lines) {
    const half = line.heldOut ? score.heldOut : score.seen;
    const extraction = extract(line);
    const missed = line.expected.filter(({ holds }) => !holds(extraction)).map(({ token }) => token);
    half.lines++;
    if (missed.length === 0) half.right++;
    else if (!line.heldOut) score.wrong.push({ number: line.number, text: line.text, missed });
  }
  return score;
}
