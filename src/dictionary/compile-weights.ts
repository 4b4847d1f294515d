/** Compiles files of weights (sign, tab, code=weight ...) into tables that are looked up by the hash of a sign. */
import { SEVERAL_CASES } from '../model/code-lists.js';
import { Reality, Relevance, StepCode, ViolationCode } from '../model/codes.js';
import type { Weights } from '../model/dictionary.js';
import { hashOfSign } from '../text/text.js';
import { Halt } from '../model/errors.js';
import { Problems } from './problems.js';
import type { SourceFile } from './yaml-file.js';

const SIGN = /^(?:bias|[a-z] \S+)$/; // "r bagi", "m candidate"
const LEAST_SLOTS = 1 << 4;

/** The one thing that is learned of an act: whether a case is told for it. */
const ACT_CODES = ['told'] as const;

/** What is learned of people: whether an article accuses them, or they act or speak for a body that deals with it. */
const PERSON_CODES = ['accused', 'authority'] as const;

/** The one thing that is learned of one telling of a step: whether a measure of the article has it. */
const TELLING_CODES = ['measure'] as const;

/** The one thing that is learned of two measures, and of two accused: whether one report tells of both. */
const PAIR_CODES = ['same'] as const;

/** What is learned of whole articles beside their relevance: the acts and steps that a report of theirs has, and whether there are several cases. */
const STORY_CODES = [...ViolationCode.options, ...StepCode.options, SEVERAL_CASES];

/** The one thing that is learned of a step beside accused people: whether a case has it. */
const TAKEN_CODES = ['case'] as const;

/** The one thing that is learned of a number: whether it is a published statistic. */
const CLAIM_CODES = ['claim'] as const;

const KINDS = {
  violations: { kind: 'violation', codes: ViolationCode.options },
  steps: { kind: 'step', codes: StepCode.options },
  relevance: { kind: 'relevance', codes: Relevance.options },
  acts: { kind: 'act', codes: ACT_CODES },
  tellings: { kind: 'telling', codes: TELLING_CODES },
  stories: { kind: 'story', codes: STORY_CODES },
  taken: { kind: 'taken', codes: TAKEN_CODES },
  pairs: { kind: 'pair', codes: PAIR_CODES },
  together: { kind: 'together', codes: PAIR_CODES },
  realities: { kind: 'reality', codes: Reality.options },
  people: { kind: 'person', codes: PERSON_CODES },
  claims: { kind: 'claim', codes: CLAIM_CODES },
} as const;

/** One file of weights in, its table out; rows that cannot be read are problems and left out. */
export function compileWeights(file: SourceFile, name: string, problems: Problems): Weights | null {
  const sort = name in KINDS ? KINDS[name as keyof typeof KINDS] : null;
  if (sort === null) {
    problems.add(
      file.shown,
      null,
      '',
      `holds weights of nothing known; name it ${Object.keys(KINDS).join('.tsv, ')}.tsv`,
    );
    return null;
  }
  const codes: string[] = [];
  const rows: { hash: number; pairs: [code: number, weight: number][] }[] = [];
  let bias: [number, number][] = [];
  file.text.split('\n').forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const [sign = '', cells = '', ...rest] = line.split('\t');
    const pairs = readPairs(cells, sort.codes, codes);
    if (!SIGN.test(sign) || pairs === null || rest.length > 0) {
      problems.add(
        file.shown,
        index + 1,
        sign,
        'is no row of weights; run pantau weigh to write the file anew',
      );
      return;
    }
    if (sign === 'bias') bias = pairs;
    else rows.push({ hash: hashOfSign(sign), pairs });
  });
  return {
    kind: sort.kind,
    codes,
    bias: biasOf(codes, bias),
    ...tableOf(rows, codes.length),
  };
}

/** One file of weights that stands by itself, by its name; throws a Halt that names what cannot be read. */
export function compileAlone(name: string, text: string): Weights {
  const problems = new Problems();
  const shown = `${name}.tsv`;
  const weights = compileWeights({ shown, path: shown, text }, name, problems);
  problems.stop();
  if (weights === null) throw new Halt(`${shown} holds no weights`);
  return weights;
}

/** "vote_instruction=1.25 coercion_threat=-0.4": numbers of codes with weights; null when one cannot be read. */
function readPairs(cells: string, known: readonly string[], codes: string[]): [number, number][] | null {
  const pairs: [number, number][] = [];
  for (const cell of cells.split(' ')) {
    const [code = '', weight = ''] = cell.split('=');
    const value = Number(weight);
    if (!known.includes(code) || weight === '' || !Number.isFinite(value)) return null;
    let number = codes.indexOf(code);
    if (number < 0) number = codes.push(code) - 1;
    pairs.push([number, value]);
  }
  return pairs;
}

function biasOf(codes: readonly string[], pairs: readonly [number, number][]): Float32Array {
  const bias = new Float32Array(codes.length).fill(-Infinity);
  for (const [code, value] of pairs) bias[code] = value;
  return bias;
}

/**
 * An open-addressed table from hashes to rows, and the weights of each row, of all codes behind one another: most signs weigh
 * for most codes, and a row without holes is added up faster than a list of what is in it.
 */
function tableOf(
  rows: readonly { hash: number; pairs: readonly [number, number][] }[],
  codes: number,
): Pick<Weights, 'slots' | 'weight'> {
  let size = LEAST_SLOTS;
  while (size < rows.length * 2) size *= 2;
  const slots = new Int32Array(2 * size).fill(-1);
  const weight = new Float32Array(rows.length * codes);
  rows.forEach(({ hash, pairs }, row) => {
    for (const [code, value] of pairs) weight[row * codes + code] = value;
    let slot = hash & (size - 1);
    while ((slots[2 * slot + 1] ?? -1) >= 0) slot = (slot + 1) & (size - 1);
    slots.set([hash, row], 2 * slot);
  });
  return { slots, weight };
}
