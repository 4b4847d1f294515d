/**
 * Bundles the program `extract`: all that it loads at its start as one script, and beside it what the engine makes of that
 * script, since hundreds of small modules take longer to find and to read than an article to extract. The build runs it behind
 * the compiler, whose `extract.js` gives way to a few lines that open the script: node bundle.mjs [FOLDER of compiled files].
 * Packages, and what is imported only when it is needed, stay outside.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = dirname(fileURLToPath(import.meta.url));
const SOURCES = join(ROOT, 'pipelines');
const PROGRAMS = resolve(process.argv[2] ?? join(ROOT, 'dist'), 'pipelines');
const SCRIPT = join(PROGRAMS, 'extract.cjs');
// Known to whoever starts a program, by their classes: they must be the same inside and outside of the script.
const SHARED = '../src/model/errors.js';

/** Address of a compiled file as seen from the programs: they lie to each other as their sources do. */
function fromPrograms(path) {
  const there = relative(SOURCES, path).replaceAll(sep, '/').replace(/\.ts$/, '.js');
  return there.startsWith('.') ? there : `./${there}`;
}

/** Leaves outside what is shared and what is imported late, and tells each source the address of its own compiled file. */
const places = {
  name: 'places',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path, resolveDir, kind }) => {
      const there = fromPrograms(join(resolveDir, path));
      return there === SHARED || kind === 'dynamic-import' ? { path: there, external: true } : undefined;
    });
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const own = `new URL(${JSON.stringify(fromPrograms(path))}, bundleUrl).href`;
      return { contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', own), loader: 'ts' };
    });
  },
};

const { outputFiles } = await build({
  entryPoints: [join(SOURCES, 'extract.ts')],
  write: false,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  absWorkingDir: ROOT,
  plugins: [places],
});
// A script has no way to import of its own: it is handed one. What is not ASCII yet stands in regular expressions and comments:
// /[.”]/ says the same as /[.\u201d]/, and a script in ASCII is read fastest.
const code = outputFiles[0].text
  .replaceAll('import("', 'importLate("')
  .replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
writeFileSync(SCRIPT, code);
writeFileSync(
  join(PROGRAMS, 'extract.js'),
  `/** Opens the program extract, which bundle.mjs made one script of. */
import * as errors from '${SHARED}';
import { openBundle } from './bundled.js';
export default openBundle(new URL('./extract.cjs', import.meta.url).href, { '${SHARED}': errors }).main;
`,
);
rmSync(join(PROGRAMS, 'extract.js.map'), { force: true });

/** Extracts a few articles, so that the engine has compiled what an article needs, and keeps what it made. */
async function keepCompiled() {
  const compiled = (path) => import(pathToFileURL(join(PROGRAMS, path)).href);
  const { openBundle, compiledPath } = await compiled('bundled.js');
  const { restoreEngine } = await compiled('engine.js');
  rmSync(compiledPath(SCRIPT), { force: true });
  const { main, script } = openBundle(pathToFileURL(SCRIPT).href, { [SHARED]: await compiled(SHARED) });
  const articles = join(ROOT, 'fixtures/seeds');
  const files = readdirSync(articles).filter((name) => name.endsWith('.txt'));
  const { write } = process.stdout;
  process.stdout.write = () => true;
  await main(['--published', '2024-11-07', ...files.map((name) => join(articles, name))]);
  process.stdout.write = write;
  restoreEngine();
  writeFileSync(compiledPath(SCRIPT), script.createCachedData());
}

await keepCompiled();
