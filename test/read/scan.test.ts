/** Taking pages apart: sloppy markup, what is hidden, attributes, characters; and selectors on the tree. */
import { describe, expect, it } from '@jest/globals';
import { readBlocks } from '../../src/read/blocks.js';
import { scanPage } from '../../src/read/scan.js';
import { selectAll } from '../../src/read/select.js';
import { allNamed, textOf } from '../../src/read/tree.js';

const NO_NAMES = { isNoise: () => false, known: new Map<string, number>() };

/** Lines of a page with the name of the element that holds each. */
const lines = (html: string | Uint8Array, seesHidden = false): string[] =>
  readBlocks(scanPage(html, seesHidden), NO_NAMES, null).map((block) => `${block.name}: ${block.text}`);

describe('scanPage', () => {
  it.each([
    [
      'forgotten end tags',
      '<p>satu<p>dua<ul><li>tiga<li>empat</ul>',
      ['p: satu', 'p: dua', 'li: tiga', 'li: empat'],
    ],
    ['cells and rows', '<table><tr><td>a<td>b<tr><td>c</table>d', ['td: a', 'td: b', 'td: c', '#page: d']],
    ['a cell that ends nothing outside', '<div><table><td>a</div>b</table>c</div>', ['td: ab', 'div: c']],
    ['bold print that goes over paragraphs', '<p><b>satu</p><p>dua</b> tiga</p>', ['p: satu', 'p: dua tiga']],
    ['a link that is closed late', '<a href="/x"><div>satu</a> dua</div>', ['div: satu dua']],
    [
      'line breaks',
      'satu<br>dua<br/>tiga</br>empat',
      ['#page: satu', '#page: dua', '#page: tiga', '#page: empat'],
    ],
    [
      'end tags of paragraphs that were never opened',
      '<div>satu</p>dua</p></div>',
      ['div: satu', 'div: dua'],
    ],
    ['text behind the end of the body', '<html><body><p>satu</body></html><p>dua', ['p: satu', 'p: dua']],
    ['signs that are no tags', '<p>3 < 5 & 7 > 2 <3</p>', ['p: 3 < 5 & 7 > 2 <3']],
    ['comments of all makes', '<p>a<!-- <p>x --><!-->b<!x>c<?php x ?>d</p>', ['p: abcd']],
    ['attributes with signs of tags', '<p title="a > b" data-x=\'<p>\'>satu</p>', ['p: satu']],
    ['attributes that never end', '<p title="a>satu</p><p>dua</p>', ['p: satu', 'p: dua']],
    [
      'scripts with tags in them',
      '<script>"<p>x</p>"</script><p>satu</p><STYLE>p{}</Style>dua',
      ['p: satu', '#page: dua'],
    ],
    ['character references', '<p>A&amp;B &ldquo;C&rdquo; &#8211; D&nbsp;E &copy</p>', ['p: A&B “C” – D E ©']],
    ['names in capitals', '<DIV><P>satu<BR>dua</DIV>', ['p: satu', 'p: dua']],
    ['blanks of all kinds', '<p> a\n\t b&nbsp;&nbsp;c\u00ad\u200bd </p><p>&nbsp;</p>', ['p: a b cd']],
    [
      'words that only a style parts',
      '<p><span>Baca Juga</span><a href="/x">Harga Naik</a></p>',
      ['p: Baca Juga Harga Naik'],
    ],
  ])('reads %s', (_name, html, expected) => {
    expect(lines(html)).toEqual(expected);
    expect(lines(Buffer.from(html))).toEqual(expected);
  });

  it('leaves out what is hidden, unless asked', () => {
    const html =
      '<body style="display:none"><p hidden>a</p><p style="display : none">b</p><p aria-hidden="true">c</p><p>d</p>';
    expect(lines(html)).toEqual(['p: d']);
    expect(lines(html, true)).toEqual(['p: a', 'p: b', 'p: c', 'p: d']);
  });

  it('never shows what is no text', () => {
    expect(
      lines('<svg><title>x</title><p>x</p></svg><noscript>x</noscript><select><option>x</select><p>a'),
    ).toEqual(['p: a']);
  });

  it('reads bytes that are broken, and attributes in any dress', () => {
    expect(lines(Buffer.from([0x3c, 0x70, 0x3e, 0x61, 0xff, 0x62]))).toEqual(['p: a\ufffdb']);
    const [link] = allNamed(
      scanPage(`<a HREF = '/x?a=1&amp;b=2' rel=tag class="a b" id=c data-x="ü" leer>`),
      'a',
    );
    expect(link).toMatchObject({ href: '/x?a=1&b=2', rel: 'tag', className: 'a b', id: 'c' });
    expect(['data-x', 'leer', 'tiada'].map((name) => link?.attribute(name) ?? null)).toEqual(['ü', '', null]);
  });

  it('cuts what nests too deeply, and says so', () => {
    expect(scanPage('<i>'.repeat(5000)).cut).toBe(true);
    expect(scanPage('<table>' + '<tr><td><p>a<br>'.repeat(5000)).cut).toBe(false);
  });
});

describe('selectAll', () => {
  const tree = scanPage(
    '<div id="isi" class="a b"><p>satu</p><div><p class="x">dua</p><p title="Baca juga">tiga</p></div></div><p>empat</p>',
  );
  it.each([
    ['#isi p', ['satu', 'dua', 'tiga']],
    ['.a.b > p', ['satu']],
    ['p:not(.x)', ['satu', 'tiga', 'empat']],
    ['[title^="Baca"], #isi ~ p', ['tiga', 'empat']],
    ['div p:nth-child(2)', ['tiga']],
    ['p:first-of-type', ['satu', 'dua', 'empat']],
    ['div:has(> .x) p', ['dua', 'tiga']],
  ])('finds %s', (selector, expected) => {
    expect(selectAll(tree, selector).map((element) => textOf(tree, element))).toEqual(expected);
  });

  it('throws on what is no selector', () => {
    expect(() => selectAll(tree, 'div[[')).toThrow();
  });
});
