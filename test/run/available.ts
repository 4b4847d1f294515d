/** Every engine that this machine has, with what starts it. */
import { rm } from 'node:fs/promises';
import { freshFolder } from '../setup/backends.js';
import { installed, startPostgres, startRedis, type Engine } from './engines.js';

async function startEmbedded(): Promise<Engine> {
  const folder = await freshFolder();
  return { url: folder, stop: () => rm(folder, { recursive: true, force: true }) };
}

/** Engines by name. */
export function availableEngines(): [string, () => Promise<Engine>][] {
  const engines: [string, () => Promise<Engine>][] = [['PGlite', startEmbedded]];
  if (installed('redis-server')) engines.push(['Redis', startRedis]);
  if (installed('initdb')) engines.push(['PostgreSQL', startPostgres]);
  return engines;
}
