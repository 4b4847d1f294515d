/** Sharing: equal parts of a value become one object, so that the cache holds, reads and freezes each only once. */

/** The same value with equal plain objects and arrays in it made one; maps and typed arrays are left as they are. */
export function shareEqual<T>(value: T): T {
  return new Sharer().share(value);
}

class Sharer {
  private readonly known = new Map<string, unknown>();
  private readonly numbers = new Map<unknown, number>();

  share<T>(value: T): T {
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Map || ArrayBuffer.isView(value)) {
      if (!this.numbers.has(value)) this.numbers.set(value, this.numbers.size);
      return value;
    }
    const copy = Array.isArray(value)
      ? value.map((item: unknown) => this.share(item))
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.share(item)]));
    const key = this.keyOf(copy);
    const first = this.known.get(key);
    if (first !== undefined) return first as T;
    this.known.set(key, copy);
    this.numbers.set(copy, this.numbers.size);
    return copy as T;
  }

  /** Text that two values share only when they are equal; parts are already shared and stand as their numbers. */
  private keyOf(value: object): string {
    const part = (item: unknown): string =>
      typeof item === 'object' && item !== null ? `@${this.numbers.get(item)}` : JSON.stringify(item);
    return Array.isArray(value)
      ? `[${value.map(part).join(',')}]`
      : `{${Object.entries(value)
          .map(([key, item]) => `${JSON.stringify(key)}:${part(item)}`)
          .join(',')}}`;
  }
}
