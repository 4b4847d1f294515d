/** robots.txt as Google's parser reads it: the cases of its own test (robots_test.cc of google/robotstxt), by their names. */
import { describe, expect, it } from '@jest/globals';
import {
  escapePattern,
  isAgentName,
  pathOf,
  readRobots,
  robotsLines,
} from '../../src/collect/robots-rules.js';

const file = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');
const isAllowed = (text: string, agent: string, url: string): boolean =>
  readRobots(Buffer.from(text), agent).isAllowed(url);

/** Checks each address against one file for one agent. */
function check(
  text: string,
  agent: string,
  allowed: string[],
  refused: string[],
  host = 'http://foo.bar',
): void {
  const url = (path: string): string => (path.startsWith('http') ? path : host + path);
  expect(allowed.filter((path) => !isAllowed(text, agent, url(path)))).toEqual([]);
  expect(refused.filter((path) => isAllowed(text, agent, url(path)))).toEqual([]);
}

describe('robots.txt after robots_test.cc', () => {
  it('GoogleOnly_SystemTest', () => {
    const closed = file('user-agent: FooBot', 'disallow: /');
    expect(isAllowed('', 'FooBot', '')).toBe(true);
    expect(isAllowed(closed, '', '')).toBe(true);
    expect(isAllowed(closed, 'FooBot', '')).toBe(false);
    expect(isAllowed('', '', '')).toBe(true);
  });

  it('ID_LineSyntax_Line', () => {
    check(file('user-agent: FooBot', 'disallow: /'), 'FooBot', [], ['/x/y']);
    check(file('foo: FooBot', 'bar: /'), 'FooBot', ['/x/y'], []);
    check(file('user-agent FooBot', 'disallow /'), 'FooBot', [], ['/x/y']);
  });

  it('ID_LineSyntax_Groups', () => {
    const text = file(
      'allow: /foo/bar/',
      '',
      'user-agent: FooBot',
      'disallow: /',
      'allow: /x/',
      'user-agent: BarBot',
      'disallow: /',
      'allow: /y/',
      '',
      '',
      'allow: /w/',
      'user-agent: BazBot',
      '',
      'user-agent: FooBot',
      'allow: /z/',
      'disallow: /',
    );
    check(text, 'FooBot', ['/x/b', '/z/d'], ['/y/c', '/foo/bar/']);
    check(text, 'BarBot', ['/y/c', '/w/a'], ['/z/d', '/foo/bar/']);
    check(text, 'BazBot', ['/z/d'], ['/foo/bar/']);
  });

  it('ID_REPLineNamesCaseInsensitive', () => {
    for (const [agent, allow, disallow] of [
      ['USER-AGENT', 'ALLOW', 'DISALLOW'],
      ['user-agent', 'allow', 'disallow'],
      ['uSeR-aGeNt', 'AlLoW', 'dIsAlLoW'],
    ] as const)
      check(file(`${agent}: FooBot`, `${allow}: /x/`, `${disallow}: /`), 'FooBot', ['/x/y'], ['/a/b']);
  });

  it('ID_VerifyValidUserAgentsToObey', () => {
    expect(['Foobot', 'Foobot-Bar', 'Foo_Bar'].map(isAgentName)).toEqual([true, true, true]);
    for (const name of ['', 'ツ', 'Foobot*', ' Foobot ', 'Foobot/2.1', 'Foobot Bar'])
      expect([name, isAgentName(name)]).toEqual([name, false]);
  });

  it('ID_UserAgentValueCaseInsensitive', () => {
    for (const printed of ['FOO BAR', 'foo bar', 'FoO bAr'])
      for (const agent of ['Foo', 'foo'])
        check(file(`User-Agent: ${printed}`, 'Allow: /x/', 'Disallow: /'), agent, ['/x/y'], ['/a/b']);
  });

  it('GoogleOnly_AcceptUserAgentUpToFirstSpace', () => {
    const text = file('User-Agent: *', 'Disallow: /', 'User-Agent: Foo Bar', 'Allow: /x/', 'Disallow: /');
    check(text, 'Foo', ['/x/y'], []);
    check(text, 'Foo Bar', [], ['/x/y']);
  });

  it('ID_GlobalGroups_Secondary', () => {
    const global = file('user-agent: *', 'allow: /', 'user-agent: FooBot', 'disallow: /');
    const specific = file(
      'user-agent: FooBot',
      'allow: /',
      'user-agent: BarBot',
      'disallow: /',
      'user-agent: BazBot',
      'disallow: /',
    );
    check('', 'FooBot', ['/x/y'], []);
    check(global, 'FooBot', [], ['/x/y']);
    check(global, 'BarBot', ['/x/y'], []);
    check(specific, 'QuxBot', ['/x/y'], []);
  });

  it('ID_AllowDisallow_Value_CaseSensitive', () => {
    check(file('user-agent: FooBot', 'disallow: /x/'), 'FooBot', [], ['/x/y']);
    check(file('user-agent: FooBot', 'disallow: /X/'), 'FooBot', ['/x/y'], []);
  });

  it.each<[string[], string[], string[]]>([
    [['disallow: /x/page.html', 'allow: /x/'], [], ['/x/page.html']],
    [['allow: /x/page.html', 'disallow: /x/'], ['/x/page.html'], ['/x/']],
    [['disallow: ', 'allow: '], ['/x/page.html'], []],
    [['disallow: /', 'allow: /'], ['/x/page.html'], []],
    [['disallow: /x', 'allow: /x/'], ['/x/'], ['/x']],
    [['disallow: /x/page.html', 'allow: /x/page.html'], ['/x/page.html'], []],
    [['allow: /page', 'disallow: /*.html'], ['/page'], ['/page.html']],
    [['allow: /x/page.', 'disallow: /*.html'], ['/x/page.html'], ['/x/y.html']],
  ])('ID_LongestMatch %j', (rules, allowed, refused) => {
    check(file('user-agent: FooBot', ...rules), 'FooBot', allowed, refused);
  });

  it('ID_LongestMatch of the most specific group', () => {
    const text = file('User-agent: *', 'Disallow: /x/', 'User-agent: FooBot', 'Disallow: /y/');
    check(text, 'FooBot', ['/x/page'], ['/y/page']);
  });

  it.each<[string, string[], string[]]>([
    ['/foo/bar?qux=taz&baz=http://foo.bar?tar&par', ['/foo/bar?qux=taz&baz=http://foo.bar?tar&par'], []],
    ['/foo/bar/ツ', ['/foo/bar/%E3%83%84'], ['/foo/bar/ツ']],
    ['/foo/bar/%E3%83%84', ['/foo/bar/%E3%83%84'], ['/foo/bar/ツ']],
    ['/foo/bar/%62%61%7A', ['/foo/bar/%62%61%7A'], ['/foo/bar/baz']],
  ])('ID_Encoding %s', (pattern, allowed, refused) => {
    check(file('User-agent: FooBot', 'Disallow: /', `Allow: ${pattern}`), 'FooBot', allowed, refused);
  });

  it.each<[string[], string[], string[]]>([
    [
      ['Disallow: /foo/bar/quz', 'Allow: /foo/*/qux'],
      ['/foo/quz', '/foo//quz', '/foo/bax/quz'],
      ['/foo/bar/quz'],
    ],
    [
      ['Disallow: /foo/bar$', 'Allow: /foo/bar/qux'],
      ['/foo/bar/qux', '/foo/bar/', '/foo/bar/baz'],
      ['/foo/bar'],
    ],
    [['# Disallow: /', 'Disallow: /foo/quz#qux', 'Allow: /'], ['/foo/bar'], ['/foo/quz']],
  ])('ID_SpecialCharacters %j', (rules, allowed, refused) => {
    check(file('User-agent: FooBot', ...rules), 'FooBot', allowed, refused);
  });

  it('GoogleOnly_IndexHTMLisDirectory', () => {
    const text = file('User-Agent: *', 'Allow: /allowed-slash/index.html', 'Disallow: /');
    const allowed = ['/allowed-slash/', '/allowed-slash/index.html'];
    check(text, 'foobot', allowed, ['/allowed-slash/index.htm', '/anyother-url'], 'http://foo.com');
  });

  it('GoogleOnly_LineTooLong', () => {
    const longest = 2083 * 8;
    const fill = (letter: string, name: string): string =>
      '/x/'.padEnd(longest - 3 - name.length + 1, letter);
    const closed = fill('a', 'disallow: ');
    check(file('user-agent: FooBot', `disallow: ${closed}/qux`), 'FooBot', ['/fux'], [`${closed}/fux`]);
    const [a, b] = [fill('a', 'allow: '), fill('b', 'allow: ')];
    const text = file('user-agent: FooBot', 'disallow: /', `allow: ${a}/qux`, `allow: ${b}/qux`);
    check(text, 'FooBot', [`${a}/qux`, `${b}/fux`], ['/']);
  });

  const FISH = [
    '/fish',
    '/fish.html',
    '/fish/salmon.html',
    '/fishheads',
    '/fishheads/yummy.html',
    '/fish.html?id=anything',
  ];
  it.each<[string, string[], string[]]>([
    ['/fish', FISH, ['/bar', '/Fish.asp', '/catfish', '/?id=fish']],
    ['/fish*', FISH, ['/bar', '/Fish.bar', '/catfish', '/?id=fish']],
    [
      '/fish/',
      ['/fish/', '/fish/salmon', '/fish/?salmon', '/fish/salmon.html', '/fish/?id=anything'],
      ['/bar', '/fish', '/fish.html', '/Fish/Salmon.html'],
    ],
    [
      '/*.php',
      [
        '/filename.php',
        '/folder/filename.php',
        '/folder/filename.php?parameters',
        '//folder/any.php.file.html',
        '/filename.php/',
        '/index?f=filename.php/',
      ],
      ['/bar', '/php/', '/index?php', '/windows.PHP'],
    ],
    [
      '/*.php$',
      ['/filename.php', '/folder/filename.php'],
      [
        '/bar',
        '/filename.php?parameters',
        '/filename.php/',
        '/filename.php5',
        '/php/',
        '/filename?php',
        '/aaaphpaaa',
        '//windows.PHP',
      ],
    ],
    ['/fish*.php', ['/fish.php', '/fishheads/catfish.php?parameters'], ['/bar', '/Fish.PHP']],
  ])('GoogleOnly_DocumentationChecks of %s', (pattern, allowed, refused) => {
    check(file('user-agent: FooBot', 'disallow: /', `allow: ${pattern}`), 'FooBot', allowed, refused);
  });

  it.each<[string[], string[], string[]]>([
    [['allow: /p', 'disallow: /'], ['/page'], []],
    [['allow: /folder', 'disallow: /folder'], ['/folder/page'], []],
    [['allow: /page', 'disallow: /*.htm'], [], ['/page.htm']],
    [['allow: /$', 'disallow: /'], ['/'], ['/page.html']],
  ])('GoogleOnly_DocumentationChecks of precedence: %j', (rules, allowed, refused) => {
    check(file('user-agent: FooBot', ...rules), 'FooBot', allowed, refused, 'http://example.com');
  });

  const LINES = ['User-Agent: foo', 'Allow: /some/path', 'User-Agent: bar', '', '', 'Disallow: /'];
  it.each([
    ['Unix', LINES.map((line) => `${line}\n`).join('')],
    ['DOS', LINES.map((line) => `${line}\r\n`).join('')],
    ['Mac', LINES.map((line) => `${line}\r`).join('')],
    ['none at the end', LINES.join('\n')],
    ['mixed', 'User-Agent: foo\nAllow: /some/path\r\nUser-Agent: bar\n\r\n\nDisallow: /'],
  ])('ID_LinesNumbersAreCountedCorrectly with ends of lines: %s', (_, text) => {
    const lines = robotsLines(Buffer.from(text));
    expect([lines.length, lines.at(-1)?.number]).toEqual([4, 6]);
  });

  it.each<[number[], number, number]>([
    [[0xef, 0xbb, 0xbf], 2, 0],
    [[0xef, 0xbb], 2, 0],
    [[0xef], 2, 0],
    [[0xef, 0x11, 0xbf], 1, 1],
  ])('ID_UTF8ByteOrderMarkIsSkipped at the beginning: %j', (mark, known, unknown) => {
    const body = Buffer.concat([Buffer.from(mark), Buffer.from(file('User-Agent: foo', 'Allow: /AnyValue'))]);
    const keys = robotsLines(body).map(({ key }) => key);
    expect(keys.filter((key) => key !== 'other')).toHaveLength(known);
    expect(keys.filter((key) => key === 'other')).toHaveLength(unknown);
  });

  it('ID_UTF8ByteOrderMarkIsSkipped, but not in the middle', () => {
    const keys = robotsLines(Buffer.from(file('User-Agent: foo', '\ufeffAllow: /AnyValue'))).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(['agent', 'other']);
  });

  it('ID_NonStandardLineExample_Sitemap', () => {
    const [sitemap, rest] = [
      'Sitemap: http://foo.bar/sitemap.xml',
      ['User-Agent: foo', 'Allow: /some/path', 'User-Agent: bar', '', ''],
    ];
    for (const text of [file(...rest, sitemap), file(sitemap, ...rest)])
      expect(readRobots(Buffer.from(text), 'foo').sitemaps).toEqual(['http://foo.bar/sitemap.xml']);
  });

  it.each([
    ['', '/'],
    ['http://www.example.com', '/'],
    ['http://www.example.com/', '/'],
    ['http://www.example.com/a', '/a'],
    ['http://www.example.com/a/', '/a/'],
    ['http://www.example.com/a/b?c=http://d.e/', '/a/b?c=http://d.e/'],
    ['http://www.example.com/a/b?c=d&e=f#fragment', '/a/b?c=d&e=f'],
    ['example.com', '/'],
    ['example.com/', '/'],
    ['example.com/a', '/a'],
    ['example.com/a/', '/a/'],
    ['example.com/a/b?c=d&e=f#fragment', '/a/b?c=d&e=f'],
    ['a', '/'],
    ['a/', '/'],
    ['/a', '/a'],
    ['a/b', '/b'],
    ['example.com?a', '/?a'],
    ['example.com/a;b#c', '/a;b'],
    ['//a/b/c', '/b/c'],
  ])('TestGetPathParamsQuery %s', (address, path) => {
    expect(pathOf(address)).toBe(path);
  });

  it.each([
    ['http://www.example.com', 'http://www.example.com'],
    ['/a/b/c', '/a/b/c'],
    ['á', '%C3%A1'],
    ['%aa', '%AA'],
  ])('TestMaybeEscapePattern %s', (pattern, escaped) => {
    expect(escapePattern(Buffer.from(pattern).toString('latin1'))).toBe(escaped);
  });
});

describe('robots.txt beyond that', () => {
  it('takes the pause of our own group, else that of everybody', () => {
    const text = file(
      'User-agent: *',
      'Crawl-delay: 10',
      'User-agent: FooBot',
      'Crawl-delay: 2.5',
      'Crawl-delay: x',
    );
    expect(readRobots(Buffer.from(text), 'FooBot').crawlDelay).toBe(2.5);
    expect(readRobots(Buffer.from(text), 'BarBot').crawlDelay).toBe(10);
    expect(readRobots(Buffer.from(''), 'BarBot').crawlDelay).toBeNull();
  });

  it('forgives slips, and escapes in small letters on either side', () => {
    check(file('useragent: FooBot', 'dissalow: /a'), 'FooBot', ['/b'], ['/a']);
    check(file('User-agent: FooBot', 'Disallow: /%c3%a1'), 'FooBot', [], ['/%C3%A1', '/%c3%a1']);
    check(file('User-agent: FooBot', 'Disallow: /à'), 'FooBot', ['/%C3'], ['/%C3%A0']);
  });

  it('tries no wildcard twice: whoever did would not come to an end here', () => {
    const text = file(
      'User-agent: *',
      ...Array.from({ length: 2000 }, () => `Disallow: /${'*a'.repeat(100)}b$`),
    );
    expect(isAllowed(text, 'FooBot', `http://foo.bar/${'a'.repeat(2000)}`)).toBe(true);
  });
});
