/** CSS selectors of layouts on the tree of a page; the one place where selectors are understood. */
import { compile, type Options } from 'css-select';
import type { Element, Tree } from './tree.js';

type Adapter = NonNullable<Options<Element, Element>['adapter']>;

/** Siblings that are looked at; honest pages have fewer, and more would make the time quadratic. */
const MOST_CHILDREN = 2000;
const MOST_SELECTORS = 5000;

const childrenOf = (element: Element): Element[] => element.children(MOST_CHILDREN);

const withInner = (elements: readonly Element[]): Element[] =>
  elements.flatMap((element) => [element, ...withInner(childrenOf(element))]);

const ADAPTER: Adapter = {
  isTag: (node): node is Element => node.name !== '#page',
  existsOne: (test, elements) => withInner(elements).some(test),
  getAttributeValue: (element, name) => element.attribute(name) ?? undefined,
  getChildren: childrenOf,
  getName: (element) => element.name,
  getParent: (element) => element.parent,
  getSiblings: (element) => (element.parent === null ? [element] : childrenOf(element.parent)),
  getText: () => '',
  hasAttrib: (element, name) => element.attribute(name) !== null,
  removeSubsets: (elements) => elements,
  findAll: (test, elements) => withInner(elements).filter(test),
  findOne: (test, elements) => withInner(elements).find(test) ?? null,
};

const COMPILED = new Map<string, (element: Element) => boolean>();

function compiled(selector: string): (element: Element) => boolean {
  const known = COMPILED.get(selector);
  if (known !== undefined) return known;
  const test = compile<Element, Element>(selector, { adapter: ADAPTER });
  if (COMPILED.size < MOST_SELECTORS) COMPILED.set(selector, test);
  return test;
}

/** Elements that a selector means, in document order; throws on one that cannot be read. */
export function selectAll(tree: Tree, selector: string): Element[] {
  const test = compiled(selector);
  return tree.elements.filter((element) => element.name !== '#page' && test(element));
}
