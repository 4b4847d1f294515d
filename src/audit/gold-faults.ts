/** Gold faults: what is wrong in a file of fixtures/gold, each with the mend, so that a writer can put it right. */
import { createHash } from 'node:crypto';
import { MeasureCode, StageCode } from '../model/codes.js';
import type { GoldFile, GoldReport } from './gold-article.js';
import type { GoldMark, Unmarked } from './gold-marks.js';

const FEWEST_WORDS = 150;
const MOST_WORDS = 450;

/** The folder that an id gives, once: the first byte of its SHA-256 modulo 5; 0, 1, 2 are open. */
export function folderOfId(id: string): 'open' | 'sealed' {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 5 < 3 ? 'open' : 'sealed';
}

/** Faults of a gold file that its schema lets through; one sentence with its mend each. `at` is its folder and name. */
export function faultsOf(file: GoldFile, unmarked: Unmarked, at: { folder: string; name: string }): string[] {
  const faults = [...unmarked.faults];
  if (`${file.id}.yaml` !== at.name) faults.push(`id and file name differ: name the file ${file.id}.yaml`);
  const folder = folderOfId(file.id);
  if (folder !== at.folder) faults.push(`its id gives the folder ${folder}: move it there`);
  const words = unmarked.text.split(/\s+/).filter((word) => word !== '').length;
  if (words < FEWEST_WORDS || words > MOST_WORDS)
    faults.push(`${words} words: write ${FEWEST_WORDS} to ${MOST_WORDS}`);
  faults.push(...relevanceFaults(file), ...strayMarks(file.reports, unmarked.marks));
  file.reports.forEach((report, index) => {
    const own = unmarked.marks.filter((mark) => mark.report === index);
    faults.push(...reportFaults(report, own).map((fault) => `report ${index + 1}: ${fault}`));
  });
  return faults;
}

/** Relevance follows from the reports (codebook 11.19): cases of the past alone make no case. */
function relevanceFaults({ relevance, reports }: GoldFile): string[] {
  const current = reports.some(
    ({ type, steps }) =>
      type === 'case' && (steps.length === 0 || steps.some(([, reality]) => reality !== 'historical')),
  );
  if (current !== (relevance === 'case'))
    return [`relevance is ${relevance}, the reports say ${current ? 'case' : 'no case'}: mend one of them`];
  if (relevance === 'measure' && !reports.some(({ type }) => type === 'measure'))
    return ['relevance is measure and no report is one: add it'];
  return relevance === 'none' && reports.length > 0
    ? ['relevance is none and there are reports: mend one']
    : [];
}

function strayMarks(reports: readonly GoldReport[], marks: readonly GoldMark[]): string[] {
  return marks.flatMap(({ report, kind, code, reality }) => {
    if (report === null) return [];
    const own = reports[report];
    if (own === undefined) return [`mark ${report + 1} ${kind} names no report`];
    if (kind === 'step' && !own.steps.some(([step, told]) => step === code && told === reality))
      return [
        `mark ${report + 1} step ${code} ${reality} is not among the steps of its report: add or mend it`,
      ];
    if (kind === 'violation' && !own.violations.some((one) => one === code))
      return [
        `mark ${report + 1} violation ${code} is not among the violations of its report: add or mend it`,
      ];
    return [];
  });
}

const STAGES: ReadonlySet<string> = new Set(StageCode.options);
const MEASURES: ReadonlySet<string> = new Set([...MeasureCode.options, 'resign_to_run', 'leave_taken']);

/** A report holds the steps of its type, its stage among them, and every value stands on a mark. */
function reportFaults(report: GoldReport, marks: readonly GoldMark[]): string[] {
  const { type, steps, violations, subjects, authorities } = report;
  const stage = report.stage ?? null;
  const faults: string[] = [];
  if (type === 'measure' && stage !== null) faults.push('a measure has no stage: write null');
  if (type === 'case' && stage === null) faults.push('a case has a stage: name its furthest step');
  if (stage !== null && !steps.some(([step]) => step === stage))
    faults.push(`stage ${stage} is not among its steps: add it`);
  for (const [step, reality] of steps) {
    if (!(type === 'case' ? STAGES : MEASURES).has(step)) faults.push(`step ${step} is none of a ${type}`);
    if (!marks.some((mark) => mark.kind === 'step' && mark.code === step && mark.reality === reality))
      faults.push(`step ${step} ${reality} has no mark: mark the words that tell it`);
  }
  for (const code of violations)
    if (!marks.some((mark) => mark.kind === 'violation' && mark.code === code))
      faults.push(`violation ${code} has no mark: mark the words that tell it`);
  for (const { name } of subjects) faults.push(...unmarkedName('subject', name, marks));
  for (const { name } of authorities) faults.push(...unmarkedName('authority', name, marks));
  return faults;
}

/** A named person is marked where at least one word of the name stands. */
function unmarkedName(
  kind: 'subject' | 'authority',
  name: string | null | undefined,
  marks: readonly GoldMark[],
): string[] {
  if (name === null || name === undefined || name === '') return [];
  const own = new Set(foldedWords(name));
  const marked = marks.some(
    (mark) => mark.kind === kind && foldedWords(mark.words).some((word) => own.has(word)),
  );
  return marked ? [] : [`${kind} ${name} has no mark: mark the name once`];
}

const foldedWords = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .split(' ')
    .filter((word) => word !== '');
