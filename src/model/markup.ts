/** Markup between collecting and reading: HTML whose forgotten end tags are set and whose nesting is bounded. */

/** Open elements that a document may have at one place; honest pages stay below a hundred. */
export const DEEPEST_NESTING = 512;
/** Element that is put around a page: selectors take quadratic time where thousands of elements have no parent. */
const WRAPPER = 'x-page';

const names = (list: string): Set<string> => new Set(list.split(' '));

const VOID = names('area base br col embed hr img input link meta param source track wbr image frame');
/** Elements whose content is no markup, up to their end tag. */
const RAW = names('script style textarea title xmp iframe noembed noframes');
const INLINE = names(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var',
);
const BLOCK = names(
  'p div h1 h2 h3 h4 h5 h6 ul ol dl table form section article aside header footer main nav blockquote pre center figure fieldset address hr',
);

/** An opening tag ends an open element of these names, unless one of the others stands between. */
interface Ending {
  ends: Set<string>;
  unless: Set<string> | null;
}
const ENDINGS: Record<string, Ending> = {
  tr: { ends: names('tr'), unless: names('table') },
  td: { ends: names('td th'), unless: names('table tr') },
  th: { ends: names('td th'), unless: names('table tr') },
  li: { ends: names('li'), unless: names('ul ol menu table') },
  dt: { ends: names('dt dd'), unless: names('dl table') },
  dd: { ends: names('dt dd'), unless: names('dl table') },
  option: { ends: names('option'), unless: names('select') },
};
/** A block ends an open paragraph around it, through elements that stand inside lines. */
const PARAGRAPH: Ending = { ends: names('p'), unless: null };

const endingOf = (name: string): Ending | null =>
  Object.hasOwn(ENDINGS, name) ? (ENDINGS[name] ?? null) : BLOCK.has(name) ? PARAGRAPH : null;

/** Examples: `<div class="a">`, `</div>`, `<!-- hidden -->`; the slash and the name are what counts. */
const TAG = /<(?:!(--)|(\/?)([a-z][a-z0-9:-]{0,30}))/gi;

/** HTML that any parser and any selector takes in linear time. */
export interface BoundMarkup {
  /** The document inside one element. */
  html: string;
  /** True when its end was left out because it nested too deeply. */
  cut: boolean;
}

/** The elements that stand open, innermost last, and how many of each name. */
class OpenElements {
  private readonly stack: string[] = [];
  private readonly count = new Map<string, number>();

  get depth(): number {
    return this.stack.length;
  }

  push(name: string): void {
    this.stack.push(name);
    this.count.set(name, (this.count.get(name) ?? 0) + 1);
  }

  /** Ends the innermost element of a name and all inside it; does nothing when there is none. */
  end(name: string): void {
    if ((this.count.get(name) ?? 0) === 0) return;
    for (let last = this.pop(); last !== name; last = this.pop());
  }

  private pop(): string {
    const name = this.stack.pop() ?? '';
    this.count.set(name, (this.count.get(name) ?? 1) - 1);
    return name;
  }

  /** The open element that an opening tag ends, if its end tag was forgotten. */
  forgotten({ ends, unless }: Ending): string | null {
    for (let at = this.stack.length - 1; at >= 0; at -= 1) {
      const name = this.stack[at] ?? '';
      if (ends.has(name)) return name;
      if (unless === null ? !INLINE.has(name) : unless.has(name)) return null;
    }
    return null;
  }
}

/** Index after the end tag of a raw element, or of a comment; the document's end when it is never closed. */
function skipTo(html: string, end: RegExp, from: number): number {
  end.lastIndex = from;
  const found = end.exec(html);
  return found === null ? html.length : found.index;
}

/** Examples: `</script`, `-->`. */
const RAW_ENDS = new Map([...RAW].map((name) => [name, new RegExp(`</${name}`, 'gi')]));
const COMMENT_END = /-->/g;
/** Example: `</x-page`, which would end the wrapper from inside. */
const WRAPPER_END = /<\/x-page/gi;

/**
 * Sets forgotten end tags of cells, rows, items and paragraphs, cuts what nests deeper than `DEEPEST_NESTING`, and
 * puts the document into one element. Linear in its length.
 */
export function boundMarkup(document: string): BoundMarkup {
  const html = document.replace(WRAPPER_END, '<');
  const open = new OpenElements();
  const pieces: string[] = [`<${WRAPPER}>`];
  const tags = new RegExp(TAG);
  let done = 0;
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    const name = (tag[3] ?? '').toLowerCase();
    if (tag[1] !== undefined) tags.lastIndex = skipTo(html, COMMENT_END, tag.index);
    else if (tag[2]) open.end(name);
    else {
      const ending = endingOf(name);
      const forgotten = ending && open.forgotten(ending);
      if (forgotten !== null) {
        pieces.push(html.slice(done, tag.index), `</${forgotten}>`);
        done = tag.index;
        open.end(forgotten);
      }
      if (open.depth >= DEEPEST_NESTING)
        return { html: pieces.join('') + html.slice(done, tag.index), cut: true };
      const rawEnd = RAW_ENDS.get(name);
      if (rawEnd) tags.lastIndex = skipTo(html, rawEnd, tags.lastIndex);
      if (!VOID.has(name)) open.push(name);
    }
  }
  return { html: pieces.join('') + html.slice(done), cut: false };
}
