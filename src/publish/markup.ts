/** Markup: the few pieces of HTML that published texts are made of, with everything from outside escaped. */

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

// Control characters but for tab and line ends
// oxlint-disable-next-line no-control-regex -- they are what is being removed
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Text made harmless inside elements and quoted attributes; control characters are dropped. */
export function escapeHtml(text: string): string {
  return text.replace(CONTROL, '').replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}

/** An address that may be linked to, or null: only http and https lead out of a published text. */
export function safeLink(url: string | null): string | null {
  if (url === null) return null;
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}

/**
 * For the head of a page: it has colours of its own for the dark, so that no mail reader has to guess them.
 * @param dark declarations by class, which stand above the style of an element
 */
export function bothSchemes(dark: Readonly<Record<string, string>>): string {
  const rules = Object.entries(dark).map(
    ([name, declarations]) => `.${name}{${declarations.replace(/(?=;|$)/g, ' !important')}}`,
  );
  return `<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><style>:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${rules.join('')}}</style>`;
}

/** One line without breaks, for headers and subjects. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
