/** Tables of an audit, for a terminal: fields, confusions, phenomena, evidence, errors. */
import {
  accuracyOf,
  byPhenomenon,
  CONFUSED,
  confusionsIn,
  countConfusions,
  EVIDENCED,
  f1Of,
  FIELDS,
  precisionOf,
  recallOf,
  type ArticleChange,
  type Audit,
  type Difference,
} from '../src/audit/audit.js';

export const percent = (value: number): string => (100 * value).toFixed(1);

/** One line on the whole, then precision, recall and F1 of each field with how many values were wanted. */
export function fieldTable(name: string, audit: Audit, { withIds }: { withIds: boolean }): string {
  const { articles, falseAccusations, withoutCase } = audit;
  const ids = withIds && falseAccusations.length > 0 ? ` (${falseAccusations.join(', ')})` : '';
  const head = `${name}: ${articles} articles; relevance right in ${percent(accuracyOf(audit))} %; false accusations ${falseAccusations.length} of ${withoutCase}${ids}`;
  const rows = FIELDS.map((field) => {
    const score = audit.fields[field];
    if (score.right + score.extra + score.missed === 0)
      return `${field.padEnd(22)}      -      -      -      0`;
    const figures = [precisionOf(score), recallOf(score), f1Of(score)].map((value) =>
      percent(value).padStart(6),
    );
    return `${field.padEnd(22)} ${figures.join(' ')} ${String(score.right + score.missed).padStart(6)}`;
  });
  return [head, `${'field'.padEnd(22)}  prec. recall     F1 wanted`, ...rows, ''].join('\n');
}

const MOST_ROWS = 25;

/** Which code was wanted and which came out, the most frequent first; nothing is "-". */
export function confusionTable(audit: Audit): string {
  const all = confusionsIn(audit);
  return CONFUSED.map((what) => {
    const right = all.filter((one) => one.what === what && one.wanted === one.got).length;
    const rows = countConfusions(all, what);
    const lines = rows
      .slice(0, MOST_ROWS)
      .map(({ wanted, got, times }) => `${String(times).padStart(5)}  ${wanted ?? '-'} -> ${got ?? '-'}`);
    const rest = rows.length > MOST_ROWS ? [`       and ${rows.length - MOST_ROWS} more`] : [];
    return [`${what}: ${right} right; wanted -> got`, ...lines, ...rest, ''].join('\n');
  }).join('\n');
}

/** How articles with each phenomenon did, the one with most wrong values first. */
export function phenomenonTable(audit: Audit): string {
  const rows = byPhenomenon(audit).map(
    ({ phenomenon, articles, relevanceRight, falseAccusations, score }) =>
      `${phenomenon.padEnd(34)} ${String(articles).padStart(4)} ${String(relevanceRight).padStart(5)} ${String(falseAccusations).padStart(5)} ${percent(f1Of(score)).padStart(6)} ${String(score.extra + score.missed).padStart(6)}`,
  );
  return [`${'phenomenon'.padEnd(34)} art. relev. accus.   F1  wrong`, ...rows, ''].join('\n');
}

/** In how many values that both have the stretches touch; traps count where one was stepped in. */
export function evidenceTable(audit: Audit): string {
  const rows = EVIDENCED.map((what) => {
    const { touches, of } = audit.evidence[what];
    const word = what === 'trap' ? 'stepped in' : 'touch their mark';
    return `  ${what.padEnd(10)} ${touches} of ${of} ${word}`;
  });
  return ['evidence:', ...rows, ''].join('\n');
}

/** What differs, an article with its reports indented below it; `words` name the two sides. */
export function changeLines(
  change: ArticleChange,
  words: { gained: string; lost: string; altered: string },
): string[] {
  const { id, relevance, reports, claims } = change;
  const moved =
    relevance.before === relevance.after ? '' : `  relevance ${relevance.before} -> ${relevance.after}`;
  return [
    `${id}${moved}`,
    ...reports.flatMap(({ change: what, report, differences }) => [
      `  ${words[what]} ${report}${what === 'altered' ? '' : `: ${oneSide(differences)}`}`,
      ...(what === 'altered' ? differences.map((one) => `    ${twoSides(one)}`) : []),
    ]),
    ...(claims === null ? [] : [`  ${twoSides(claims)}`]),
  ];
}

const twoSides = ({ field, before, after }: Difference): string =>
  `${field}: ${before.join(', ') || '-'} -> ${after.join(', ') || '-'}`;
const oneSide = (differences: readonly Difference[]): string =>
  differences
    .filter(({ field }) => field !== 'stage')
    .map(({ field, before, after }) => `${field} ${[...before, ...after].join(', ')}`)
    .join('; ');
