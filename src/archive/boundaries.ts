/** Boundaries: members that were passed over without unpacking them, and whether they really end where it seemed. */

/**
 * A member that was skipped. Its end was found by looking for the next member, so it may be that what was found is no
 * member but part of a page that looks like one: somebody who wants a forged record to be read can serve such a page.
 */
export interface SkippedMember {
  start: number;
  end: number;
  /** The member cannot be longer than to here, by the length that its own head names. */
  reach: number;
}

/** Most bytes that so much content can make when it is packed: stored as it is, with all headers. */
const mostPacked = (content: number): number => content + Math.ceil(content / 1000) + 4096;

const TIDY_AT = 64;

/** Members that were skipped and may reach beyond what was read since. */
export class SkippedMembers {
  private members: SkippedMember[] = [];
  private tidyAt = TIDY_AT;

  add(start: number, end: number, content: number): void {
    this.members.push({ start, end, reach: start + mostPacked(content) });
    if (this.members.length < this.tidyAt) return;
    // What ends before the member at hand begins can hold nothing of what follows.
    this.members = this.members.filter(({ reach }) => reach > start);
    this.tidyAt = Math.max(TIDY_AT, 2 * this.members.length);
  }

  /** The first from which reading on is safe when a place is all that is remembered of it. */
  safeFor(offset: number): number {
    return this.members.reduce(
      (least, { start, reach }) => (reach > offset ? Math.min(least, start) : least),
      offset,
    );
  }

  /**
   * Makes sure that no member which was skipped holds the place.
   * @param endOf where the member that begins there really ends, by unpacking it; null when it is none
   * @returns null when all is well; otherwise where the member really ends that was thought to end before
   */
  disprove(offset: number, endOf: (member: SkippedMember) => number | null): number | null {
    const open = this.members.filter(({ start, reach }) => start < offset && reach > offset);
    for (const member of open) {
      const end = endOf(member);
      if (end !== null && end !== member.end) {
        this.members = this.members.filter(({ start }) => start < member.start);
        return end;
      }
      this.members = this.members.filter((other) => other !== member);
    }
    return null;
  }
}
