/** Sentences of the audit: scores the sentence banks, prints a line each, and checks or pins their floors. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  checkSentenceFloors,
  pinSentenceFloors,
  readSentenceBanks,
  scoreBank,
  SentenceFloors,
  type BankScore,
} from '../src/audit/audit.js';
import { packageRoot } from '../src/dictionary/dictionary.js';
import type { Extractor } from '../src/extract/extract.js';
import { Halt } from '../src/model/errors.js';
import { writeWhole } from './write-whole.js';

/** Scores of all banks of the repository. */
export function scoreSentences(extractor: Extractor): BankScore[] {
  return readSentenceBanks(packageRoot()).map((bank) =>
    scoreBank(bank, ({ number, title, text, published }) =>
      extractor.extract({ id: `${bank.name}-${number}`, url: null, outlet: null, title, text, published }),
    ),
  );
}

const shareOf = ({ right, lines }: BankScore['seen']): string =>
  lines === 0 ? 'none' : `${right} of ${lines} (${Math.round((100 * right) / lines)} %)`;

/** One line a bank, and with `errors` what is wrong in the half that may be looked at. */
export function sentenceLines(scores: readonly BankScore[], errors: boolean): string[] {
  return scores.flatMap((score) => [
    `sentences ${score.name}: right ${shareOf(score.seen)}, held out ${shareOf(score.heldOut)}`,
    ...(errors
      ? score.wrong.map(
          ({ number, text, missed }) =>
            `  ${number}: ${missed.join(' ')}\n     ${text.replaceAll('\n', ' ')}`,
        )
      : []),
  ]);
}

const floorsPath = (): string => join(packageRoot(), 'fixtures', 'sentences', 'floors.json');

function readFloors(): SentenceFloors {
  const path = floorsPath();
  if (!existsSync(path)) return {};
  const read = SentenceFloors.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.success)
    throw new Halt(`${path} holds no floors: take it back from the history, or write it with --pin`);
  return read.data;
}

/** What fell below its floor, one sentence each. */
export const lowSentences = (scores: readonly BankScore[]): string[] =>
  checkSentenceFloors(scores, readFloors());

/** Writes the floors of today, or says which would fall unsaid and writes nothing. */
export async function pinSentences(scores: readonly BankScore[], reason: string | null): Promise<string[]> {
  if (scores.length === 0) return [];
  const { floors, refused } = pinSentenceFloors(scores, readFloors(), reason);
  if (refused.length === 0)
    await writeWhole(floorsPath(), Buffer.from(`${JSON.stringify(floors, null, 2)}\n`));
  return refused;
}
