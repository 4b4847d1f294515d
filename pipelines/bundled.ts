/** Bundled: opens a program that the build wrote as one script, with the engine's compiled form of it where that fits this engine. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

type Main = (args: string[]) => Promise<number>;
type Opened = { exports: { default?: Main } };
type Wrapped = (
  module: Opened,
  require: (id: string) => unknown,
  importLate: (path: string) => Promise<unknown>,
  bundleUrl: string,
) => void;

/** A script that the build wrote, and its program. */
export interface Bundle {
  main: Main;
  script: vm.Script;
}

/**
 * Opens a script that `bundle.mjs` wrote. The modules of `shared` are not in it, since whoever starts it knows their classes
 * too. The compiled form spares the engine to read what it runs; another engine than that of the build refuses it and reads.
 */
export function openBundle(url: string, shared: Readonly<Record<string, unknown>>): Bundle {
  const path = fileURLToPath(url);
  const code = readFileSync(path, 'latin1'); // it is written in ASCII alone
  const cachedData = readCompiled(path);
  const script = new vm.Script(`(function (module, require, importLate, bundleUrl) {${code}\n})`, {
    filename: path,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const load = createRequire(url);
  const module: Opened = { exports: {} };
  (script.runInThisContext() as Wrapped)(
    module,
    (id) => shared[id] ?? load(id),
    (late) => import(new URL(late, url).href),
    url,
  );
  if (module.exports.default === undefined) throw new TypeError(`${url} holds no program; build again`);
  return { main: module.exports.default, script };
}

/** What the engine of the build made of a script; undefined where there is none. */
function readCompiled(path: string): Buffer | undefined {
  try {
    return readFileSync(compiledPath(path));
  } catch {
    return undefined;
  }
}

/** Where the compiled form of a script stands. */
export const compiledPath = (path: string): string => path.replace(/\.cjs$/, '.bin');
