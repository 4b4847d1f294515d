/** Claims: published statistics quoted in an article, with agency, stage, unit and date; never cases (rulings 11.15, 11.36). */
import { createHash } from 'node:crypto';
import { ClaimStage, ClaimUnit, InstitutionCode } from '../model/codes.js';
import type { Grammar } from '../model/dictionary.js';
import type { Claim } from '../model/report.js';
import type { NumberMention } from '../text/text.js';
import type { Entity } from './entity.js';
import { evidenceOf, type Mark, type Passage } from './passage.js';
import { stated } from './why.js';

/** Steps read as the nearest stage that a claim may count. */
const NEAREST: Record<string, ClaimStage> = {
  found_by_supervisor: 'reported',
  exposed_public: 'reported',
  registered: 'reported',
  summoned: 'examined',
  not_registered: 'assessed_no_violation',
  criminal_dropped: 'assessed_no_violation',
  sanction_pending: 'sanction_recommended',
  statistic: 'reported',
};

/** Finds the claims of a passage. `accused` keep their own numbers: "dua ASN dipecat" is a case, not a statistic. */
export function findClaims(
  articleId: string,
  passage: Passage,
  accused: readonly Entity[],
  grammar: Grammar,
): Claim[] {
  const claims: Claim[] = [];
  let agency: InstitutionCode | null = null;
  let asOf: string | null = null;
  passage.analysed.sentences.forEach((sentence, index) => {
    if (passage.muted[index]) return;
    const row = passage.bySentence[index] ?? [];
    agency = agencyOf(row) ?? agency;
    asOf = asOfOf(passage, index, grammar) ?? asOf;
    for (const number of passage.analysed.numbers) {
      if (number.first < sentence.first || number.first >= sentence.last) continue;
      const claim = readClaim(articleId, passage, number, row, accused, agency, asOf);
      if (claim !== null && !claims.some((one) => one.value === claim.value && one.stage === claim.stage))
        claims.push(claim);
    }
  });
  return claims;
}

function agencyOf(row: readonly Mark[]): InstitutionCode | null {
  const body = row.find(
    (mark) => mark.kind === 'institution' && InstitutionCode.safeParse(mark.code).success,
  );
  return body === undefined ? null : (body.code as InstitutionCode);
}

/** "hingga 4 November 2024", "per 6 Februari": the date the count stands for. */
function asOfOf(passage: Passage, sentence: number, grammar: Grammar): string | null {
  const { folded } = passage.analysed.tokens;
  const span = passage.analysed.sentences[sentence];
  if (span === undefined) return null;
  for (const date of passage.analysed.dates) {
    if (date.first < span.first || date.first >= span.last || date.value === null) continue;
    const before = [
      folded[date.first - 1] ?? '',
      `${folded[date.first - 2] ?? ''} ${folded[date.first - 1] ?? ''}`,
    ];
    if (before.some((word) => grammar.asOf.includes(word))) return date.value;
  }
  return null;
}

/** A number is a claim when it counts a unit of cases and its clause says what was done with them. */
function readClaim(
  articleId: string,
  passage: Passage,
  number: NumberMention,
  row: readonly Mark[],
  accused: readonly Entity[],
  agency: InstitutionCode | null,
  asOf: string | null,
): Claim | null {
  const { value } = number;
  if (value === null || number.sort !== 'count' || value < 1) return null;
  const unit = row.find(
    (mark) => mark.kind === 'unit' && mark.first >= number.last && mark.first - number.last <= 2,
  );
  const people = row.find(
    (mark) => mark.kind === 'subject' && mark.first >= number.last && mark.first - number.last <= 2,
  );
  if (unit === undefined && people === undefined) return null;
  const printed = people !== undefined && (unit === undefined || unit.code === 'orang');
  if (
    accused.some((entity) =>
      entity.tellings.some(
        (telling) =>
          telling.first <= number.last + 2 &&
          telling.last > number.first &&
          telling.sentence === sentenceOf(passage, number),
      ),
    )
  )
    return null;
  const counted =
    row.some((mark) => mark.kind === 'modality' && mark.code === 'statistical') || !printed || value >= 10;
  const about = row.some(
    (mark) =>
      (mark.kind === 'topic' && mark.code === 'neutrality') ||
      mark.kind === 'violation' ||
      mark.kind === 'step',
  );
  if (!counted || !about) return null;
  const stage = stageOf(number, row);
  if (stage === null) return null;
  const stretch = evidenceOf(
    passage,
    number.first,
    Math.max(number.last, (unit ?? people)?.last ?? number.last),
  );
  const code = ClaimUnit.safeParse(unit?.code);
  return {
    id: `c_${createHash('sha256').update(`${articleId}\n${stretch.start}`).digest('hex').slice(0, 20)}`,
    agency,
    stage,
    unit: code.success ? code.data : 'orang',
    value,
    approx: number.approx,
    asOf,
    breakdown: null,
    addsUp: null,
    ...stated('claim/number-unit-step', stretch),
  };
}

const sentenceOf = (passage: Passage, number: NumberMention): number =>
  passage.analysed.sentences.findIndex(
    (sentence) => number.first >= sentence.first && number.first < sentence.last,
  );

/** The step nearest to the number, as a stage that claims may count; bare allegations are reports (ruling 11.36). */
function stageOf(number: NumberMention, row: readonly Mark[]): ClaimStage | null {
  const steps = row
    .filter((mark) => mark.kind === 'step')
    .toSorted((a, b) => distance(a, number) - distance(b, number));
  for (const step of steps) {
    const own = ClaimStage.safeParse(step.code);
    const stage = own.success ? own.data : NEAREST[step.code];
    if (stage !== undefined) return stage;
  }
  const about = row.some(
    (mark) =>
      mark.kind === 'violation' ||
      (mark.kind === 'unit' && mark.code !== 'daerah') ||
      (mark.kind === 'topic' && mark.code === 'neutrality'),
  );
  return about ? 'reported' : null;
}

const distance = (mark: Mark, number: NumberMention): number =>
  mark.first >= number.last ? mark.first - number.last : (number.first - mark.last) * 1.5;
