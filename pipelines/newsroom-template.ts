/** Templates of the invented newsroom: text with {{name}}, {{{raw}}} and {{#list}}...{{/list}}, filled with a view. */

/** What a template may name: texts, truths, and lists of views. */
export interface View {
  [name: string]: string | boolean | undefined | View[];
}

/** A text of a view; nothing when it is none. */
export function textIn(view: View, name: string): string {
  const value = view[name];
  return typeof value === 'string' ? value : '';
}

/** How values are written into markup: only what markup needs, or everything beyond ASCII as an entity too. */
export type Escape = 'markup' | 'entities' | 'none';

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string, escape: Escape): string {
  if (escape === 'none') return text;
  const markup = text.replace(/[&<>"]/g, (sign) => MARKUP[sign] ?? sign);
  if (escape === 'markup') return markup;
  return markup.replace(/[^\p{ASCII}]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}

/** Examples: `{{#articles}}...{{/articles}}`, `{{{jsonTitle}}}`, `{{title}}`. */
const TAG = /\{\{#(\w+)\}\}|\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g;

/** Views that a section is written for: each of a list, or the same one when a value is true. */
function viewsOf(value: View[string], view: View): View[] {
  if (Array.isArray(value)) return value.map((one) => ({ ...view, ...one }));
  return value === true || (typeof value === 'string' && value !== '') ? [view] : [];
}

/** Fills a template. A name that the view does not have is written as nothing. */
export function fillTemplate(template: string, view: View, escape: Escape): string {
  let filled = '';
  let done = 0;
  const tags = new RegExp(TAG);
  for (let tag = tags.exec(template); tag !== null; tag = tags.exec(template)) {
    filled += template.slice(done, tag.index);
    done = tag.index + tag[0].length;
    const [, section, raw, name] = tag;
    if (section !== undefined) {
      const end = template.indexOf(`{{/${section}}}`, done);
      if (end < 0) throw new Error(`a template opens {{#${section}}} and does not close it`);
      const inner = template.slice(done, end);
      for (const one of viewsOf(view[section], view)) filled += fillTemplate(inner, one, escape);
      done = end + section.length + 5;
      tags.lastIndex = done;
    } else if (raw !== undefined) filled += textIn(view, raw);
    else if (name !== undefined) filled += escaped(textIn(view, name), escape);
  }
  return filled + template.slice(done);
}
