/** Rows: many short lists of numbers behind each other in one array, so that each is read without going through an object of its own. */

const FIRST_SIZE = 1 << 14;

export class Rows {
  /** All rows; replaced when there are more. */
  numbers = new Int32Array(FIRST_SIZE);
  /** Where the next row begins. */
  end = 0;

  /** Appends numbers, and gives where they end. */
  add(row: readonly number[]): number {
    const end = this.end + row.length;
    if (end > this.numbers.length) {
      const wide = new Int32Array(Math.max(this.numbers.length * 2, end));
      wide.set(this.numbers);
      this.numbers = wide;
    }
    this.numbers.set(row, this.end);
    this.end = end;
    return end;
  }
}
