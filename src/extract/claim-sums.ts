/** Claim sums: whether the printed parts of a count add up to its printed total (codebook 8: print arithmetic fails often). */
import type { Claim } from '../model/report.js';

/** Fewest rows of a breakdown that are worth a check. */
const LEAST_ROWS = 3;
/** How far behind a total its rows may stand. */
const MOST_ROWS = 80;

/**
 * The claims with `addsUp` set on each total that has a breakdown of three rows or more: true when they sum to it, false
 * when they exceed it. Fewer than the total proves nothing, as rows may have been left out: null.
 */
export function addUp(claims: readonly Claim[]): Claim[] {
  return claims.map((claim, index) => {
    if (claim.breakdown !== null) return claim;
    const rows = rowsBehind(claims, index);
    if (rows.length < LEAST_ROWS) return claim;
    const sum = rows.reduce((total, row) => total + row.value, 0);
    return sum < claim.value ? claim : { ...claim, addsUp: sum === claim.value };
  });
}

/** The run of breakdown rows of the same count behind a total, before the next total of that stage. */
function rowsBehind(claims: readonly Claim[], index: number): Claim[] {
  const total = claims[index];
  const rows: Claim[] = [];
  if (total === undefined) return rows;
  for (const claim of claims.slice(index + 1, index + 1 + MOST_ROWS)) {
    if (claim.stage !== total.stage || claim.agency !== total.agency) {
      if (rows.length > 0) break;
      continue;
    }
    if (claim.breakdown === null) break;
    if (claim.value > total.value) break;
    rows.push(claim);
  }
  return rows;
}
