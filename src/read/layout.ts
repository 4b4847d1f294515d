/** Layouts of an outlet: the first whose body is on the page tells where headline, text, date and byline stand. */
import type { Layout, Outlet } from '../model/outlet.js';
import type { Doubt } from '../model/why.js';
import type { Block } from './blocks.js';
import { selectAll } from './select.js';
import { insideTest, textOf, type Tree } from './tree.js';

export interface LayoutMatch {
  title: string | null;
  published: string | null;
  byline: string | null;
  /** Blocks inside the body of the layout, without what it removes. */
  blocksOf(blocks: readonly Block[]): Block[];
}

function firstText(tree: Tree, selector: string | null): string | null {
  return selector === null ? null : textOf(tree, selectAll(tree, selector)[0]) || null;
}

function applyLayout(tree: Tree, layout: Layout): LayoutMatch | null {
  const bodies = new Set(layout.body === null ? [] : selectAll(tree, layout.body));
  if (bodies.size === 0) return null;
  const removed = new Set(layout.remove.flatMap((selector) => selectAll(tree, selector)));
  const isInside = insideTest((element) => {
    if (removed.has(element)) return false;
    return bodies.has(element) ? true : null;
  });
  return {
    title: firstText(tree, layout.title),
    published: firstText(tree, layout.published),
    byline: firstText(tree, layout.byline),
    blocksOf: (blocks) =>
      blocks.filter(({ element }) => isInside(element)).map((block) => block.with({ noise: false })),
  };
}

/** Tries the layouts in their order; says so when there are some and none fits. */
export function matchLayout(
  tree: Tree,
  layouts: Outlet['layouts'],
): { layout: LayoutMatch | null; doubts: Doubt[] } {
  const doubts: Doubt[] = [];
  for (const layout of layouts) {
    try {
      const match = applyLayout(tree, layout);
      if (match !== null) return { layout: match, doubts };
    } catch {
      doubts.push({
        code: 'bad_selector',
        message: `a layout has a selector that cannot be read: ${layout.body ?? ''}`,
        span: null,
      });
    }
  }
  if (layouts.length > 0)
    doubts.push({ code: 'no_layout', message: 'no layout of the outlet fits; read without one', span: null });
  return { layout: null, doubts };
}
