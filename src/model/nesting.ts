/** Bound on HTML between collecting and reading: a document nested beyond all reason keeps any parser busy for minutes. */

/** Open elements that a document may have at one place; honest pages stay below a hundred. */
export const DEEPEST_NESTING = 256;

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr image frame'.split(' '),
);
/** Opening tag to the elements that it ends when they are innermost, as HTML parsers do. */
const ENDS: Record<string, string[]> = {
  tr: ['tr', 'td', 'th'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  tbody: ['tr', 'td', 'th', 'thead', 'tbody'],
  li: ['li', 'p'],
  dt: ['dt', 'dd', 'p'],
  dd: ['dt', 'dd', 'p'],
  option: ['option'],
};
for (const name of 'p div h1 h2 h3 h4 h5 h6 ul ol table form section article blockquote pre hr'.split(' '))
  ENDS[name] = ['p'];

/** Examples: `<div class="a">` and `</div>`; the slash and the name are what counts. */
const TAG = /<(\/?)([a-z][a-z0-9:-]{0,30})/gi;

/**
 * Cuts HTML before the tag that would nest deeper than `DEEPEST_NESTING`; other documents come back unchanged.
 * Linear in the length of the document.
 */
export function boundNesting(html: string): string {
  const open: string[] = [];
  const count = new Map<string, number>();
  const pop = (): string => {
    const name = open.pop() ?? '';
    count.set(name, (count.get(name) ?? 1) - 1);
    return name;
  };
  for (const tag of html.matchAll(TAG)) {
    const name = (tag[2] ?? '').toLowerCase();
    if (VOID.has(name)) continue;
    if (tag[1]) {
      if ((count.get(name) ?? 0) > 0) while (pop() !== name);
      continue;
    }
    const ended = Object.hasOwn(ENDS, name) ? (ENDS[name] ?? []) : [];
    while (open.length > 0 && ended.includes(open.at(-1) ?? '')) pop();
    if (open.length >= DEEPEST_NESTING) return html.slice(0, tag.index);
    open.push(name);
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  return html;
}
