/** The import rules of the house (checked by test/house/imports.test.ts); each comment is what people read when it breaks. */

// From the programs down to the model. Rooms of one row do not import each other.
const ROWS = [
  ['audit'],
  ['extract', 'publish'],
  ['dictionary', 'read', 'link'],
  ['text', 'collect', 'archive', 'store', 'run'],
];

const oneOf = (names) => `^src/(${names.join('|')})/`;

/** A room imports rooms of lower rows only. */
const downOnly = ROWS.map((row, i) => {
  const lower = ROWS.slice(i + 1).flat();
  return {
    name: `down-only-${row.join('-')}`,
    severity: 'error',
    comment: `Imports go down only: ${row.join(', ')} may import ${[...lower, 'model'].join(', ')}, and neither its own row nor what stands above it.`,
    from: { path: oneOf(row) },
    to: { path: '^(src|pipelines|bench|test)/', pathNot: ['^src/$1/', oneOf([...lower, 'model'])] },
  };
});

/** A heavy package enters by one room. */
const ROOMS = {
  crawlee: { room: 'collect', packages: ['crawlee', '@crawlee'] },
  cheerio: { room: 'read', packages: ['cheerio', 'css-select', 'htmlparser2', 'parse5'] },
  natural: { room: 'text', packages: ['natural'] },
  queue: { room: 'run', packages: ['bullmq', 'ioredis'] },
  databases: { room: 'store', packages: ['kysely', 'pg', '@electric-sql'] },
};
const heavyPackages = Object.entries(ROOMS).map(([name, { room, packages }]) => ({
  name: `one-room-${name}`,
  severity: 'error',
  comment: `Heavy packages enter by one room: ${packages.join(', ')} may be imported in src/${room} only.`,
  from: { path: '^(src|pipelines)/', pathNot: `^src/${room}/` },
  to: { path: packages.flatMap((name) => [`node_modules/${name}/`, `^${name}/`, `^${name}$`]) },
}));

const MACHINE =
  'fs http https http2 net tls dgram dns os process child_process worker_threads cluster timers'.split(' ');
const DOOR = '^src/([^/]+)/\\1\\.ts$';

export default {
  forbidden: [
    ...downOnly,
    ...heavyPackages,
    {
      name: 'model-imports-only-zod',
      severity: 'error',
      comment: 'The model imports only zod: it is what all parts share, so it depends on none of them.',
      from: { path: '^src/model/' },
      to: { pathNot: ['^src/model/', 'node_modules/zod/', '^zod$'] },
    },
    {
      name: 'src-imports-no-program',
      severity: 'error',
      comment:
        'Programs use the rooms, never the other way round: src imports nothing of pipelines, bench or test.',
      from: { path: '^src/' },
      to: { path: '^(pipelines|bench|test)/' },
    },
    {
      name: 'door-only',
      severity: 'error',
      comment:
        'From outside a folder only its door is imported, the file named like the folder (of the model, any file).',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/', pathNot: ['^src/$1/', '^src/model/', DOOR] },
    },
    {
      name: 'door-only-programs',
      severity: 'error',
      comment: 'Programs, too, come in by the door: the file named like the folder (of the model, any file).',
      from: { path: '^(pipelines|bench)/' },
      to: { path: '^src/', pathNot: ['^src/model/', DOOR] },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'No circles: a file never imports, over others or at once, what imports it.',
      from: { path: '^(src|pipelines|bench)/' },
      to: { circular: true },
    },
    {
      name: 'pure-stages',
      severity: 'error',
      comment: 'read, extract, link and text are pure: no files, no network, no processes, no machine.',
      from: { path: '^src/(read|extract|link|text)/' },
      to: {
        path: MACHINE.flatMap((name) => [
          `^${name}$`,
          `^node:${name}$`,
          `^${name}/promises$`,
          `^node:${name}/promises$`,
        ]),
      },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      comment:
        'What runs for users imports nothing that only developers install, and nothing that package.json does not name.',
      from: { path: '^(src|pipelines)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    // The type checker has no interface that tools could use; swc reads TypeScript as well.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
  },
};
