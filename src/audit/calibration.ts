/** Calibration: whether reports of a confidence are right as often as it says, and the points that would make it so. */
import type { ConfidenceRules } from '../model/confidence-rules.js';

/** A report that came out: its confidence, and whether it is right. */
export interface Judged {
  confidence: number;
  right: boolean;
}

/** Reports of like confidence: what was predicted, what was observed. */
export interface CalibrationBin {
  /** From this confidence, and below that one; the last bin holds 1 too. */
  from: number;
  to: number;
  reports: number;
  predicted: number;
  observed: number;
}

const BINS = 10;

/** Bins of a tenth each, those without reports left out. */
export function calibrationBins(reports: readonly Judged[]): CalibrationBin[] {
  return Array.from({ length: BINS }, (_, bin) => {
    const own = reports.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    return {
      from: bin / BINS,
      to: (bin + 1) / BINS,
      reports: own.length,
      predicted: mean(own.map(({ confidence }) => confidence)),
      observed: mean(own.map(({ right }) => (right ? 1 : 0))),
    };
  }).filter(({ reports: count }) => count > 0);
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** How far predicted and observed are apart, weighed by reports, 0 to 1. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const all = bins.reduce((sum, { reports }) => sum + reports, 0);
  return (
    bins.reduce(
      (sum, { reports, predicted, observed }) => sum + reports * Math.abs(predicted - observed),
      0,
    ) / (all || 1)
  );
}

/** Fewest reports behind a point. */
const FEWEST = 20;
/** Points stand at least this far apart. */
const APART = 0.04;
/** Points rise by at least this, so that the map can be undone for the next fit. */
const RISE = 0.02;

/**
 * Points for dictionaries/confidence.yaml that map the products behind these confidences to what was observed: never
 * falling (neighbours that fall are pooled), one report of each kind added so that nothing is certain.
 */
export function proposePoints(
  reports: readonly Judged[],
  before: ConfidenceRules['calibration'],
): ConfidenceRules['calibration'] {
  const sorted = reports
    .map(({ confidence, right }) => ({ product: undo(confidence, before), right: right ? 1 : 0 }))
    .toSorted((a, b) => a.product - b.product);
  const blocks: { product: number; right: number; count: number }[] = [];
  for (const { product, right } of sorted) {
    const last = blocks.at(-1);
    if (last !== undefined && (last.count < FEWEST || last.product / last.count === product)) {
      last.product += product;
      last.right += right;
      last.count += 1;
    } else blocks.push({ product, right, count: 1 });
    poolFalling(blocks);
  }
  const points: [number, number][] = [[0, 0]];
  for (const { product, right, count } of blocks) {
    const [from, to] = points.at(-1) ?? [0, 0];
    const x = round(product / count);
    const y = Math.max(to + RISE, round((right + 1) / (count + 2)));
    if (x >= from + APART && x <= 1 - APART) points.push([x, Math.min(round(y), 0.98)]);
  }
  const [, highest] = points.at(-1) ?? [0, 0];
  return [...points, [1, Math.min(1, round(highest + RISE))]];
}

/** The last full block joins the one before it while that was right more often. */
function poolFalling(blocks: { product: number; right: number; count: number }[]): void {
  for (;;) {
    const [a, b] = [blocks.at(-2), blocks.at(-1)];
    if (a === undefined || b === undefined || b.count < FEWEST || a.right / a.count <= b.right / b.count)
      return;
    blocks.splice(-2, 2, {
      product: a.product + b.product,
      right: a.right + b.right,
      count: a.count + b.count,
    });
  }
}

const round = (value: number): number => Math.round(100 * value) / 100;

/** The product that a confidence was mapped from. */
function undo(confidence: number, points: ConfidenceRules['calibration']): number {
  const right = points.findIndex(([, to]) => to >= confidence);
  const [x1, y1] = points[right < 0 ? points.length - 1 : right] ?? [1, 1];
  const [x0, y0] = points[Math.max(0, right - 1)] ?? [0, 0];
  return y1 === y0 ? x1 : x0 + ((confidence - y0) / (y1 - y0)) * (x1 - x0);
}
