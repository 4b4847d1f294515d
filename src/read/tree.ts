/** HTML to a tree that can be walked without fear: bounded nesting, tolerant of anything. */
import { load, type CheerioAPI } from 'cheerio/slim';
import { boundMarkup } from '../model/markup.js';

export type { CheerioAPI } from 'cheerio/slim';
export type Node = Exclude<Parameters<typeof load>[0], string | Buffer | readonly unknown[]>;
export type Element = Extract<Node, { attribs: Record<string, string> }>;

/** Number of text nodes in the DOM standard. */
const TEXT_NODE = 3;

export interface Tree {
  $: CheerioAPI;
  /** Elements of a name in their order; gathered in one walk, where a selector would walk the document again. */
  all(name: string): readonly Element[];
  /** Text of an element, tidied. */
  textOf(element: Element | undefined): string;
  /** True when the document nested so deeply that its end was cut off. */
  cut: boolean;
}

/** Parses HTML with htmlparser2; never throws. */
export function parseTree(html: string): Tree {
  const bounded = boundMarkup(html);
  const $ = load(bounded.html);
  const byName = new Map<string, Element[]>();
  const root = $.root()[0];
  if (root !== undefined) gatherNames(root, byName);
  return {
    $,
    all: (name) => byName.get(name) ?? [],
    textOf: (element) => (element === undefined ? '' : tidy($(element).text())),
    cut: bounded.cut,
  };
}

function gatherNames(root: Node, byName: Map<string, Element[]>): void {
  walk(root, {
    enter(element) {
      const known = byName.get(element.name);
      if (known === undefined) byName.set(element.name, [element]);
      else known.push(element);
      return true;
    },
    leave: () => {},
    text: () => {},
  });
}

const isText = (node: Node): boolean => node.nodeType === TEXT_NODE;

export const isElement = (node: Node): node is Element => 'attribs' in node;

/** Parent element, or null at the top. */
export function parentOf(node: Node): Element | null {
  const { parent } = node;
  return parent !== null && 'attribs' in parent ? parent : null;
}

/** Calls `enter` and `leave` around every element and `text` for every text node; `enter` may refuse a subtree. */
export function walk(
  root: Node,
  visit: { enter(element: Element): boolean; leave(element: Element): void; text(data: string): void },
): void {
  const stack: { node: Node; left: boolean }[] = [{ node: root, left: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, left } = top;
    if (left) visit.leave(node as Element);
    else if (isElement(node)) {
      if (!visit.enter(node)) continue;
      stack.push({ node, left: true });
      pushChildren(stack, node.children);
    } else if ('children' in node) pushChildren(stack, node.children);
    else if (isText(node)) visit.text(node.data);
  }
}

function pushChildren(stack: { node: Node; left: boolean }[], children: Node[]): void {
  for (let i = children.length - 1; i >= 0; i -= 1) {
    const node = children[i];
    if (node !== undefined) stack.push({ node, left: false });
  }
}

/** White space of all kinds to single spaces, soft hyphens and zero-width marks away. */
export function tidy(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC');
}

/**
 * Whether an element stands inside others: the nearest ancestor (or the element itself) for which `judge` says
 * yes or no decides. Each element is judged once, however many blocks stand in it.
 */
export function insideTest(judge: (element: Element) => boolean | null): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  return (element) => {
    const path: Element[] = [];
    let answer: boolean | null = null;
    for (let at: Element | null = element; at !== null && answer === null; at = parentOf(at)) {
      answer = known.get(at) ?? judge(at);
      path.push(at);
    }
    for (const one of path) known.set(one, answer ?? false);
    return answer ?? false;
  };
}
