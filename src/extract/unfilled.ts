/** Unfilled: pages that a program wrote and whose slots nobody filled in (codebook HC49). */

// "[nama pasangan calon 2]", "[jumlah]": the slots of a page that nobody filled in (codebook HC49)
const SLOT = /\[[a-z][^\][\n]{1,40}\]/g;

/** A generated page whose slots stand open tells no fact. */
export function isUnfilled(text: string): boolean {
  return (text.match(SLOT)?.length ?? 0) >= 3;
}
