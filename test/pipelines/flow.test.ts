/** The flow: the same way, directly and over every queue, with the same incidents at its end. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emitOnQueue, runDirect, runOnQueue, walkDirectly } from '../../pipelines/carry.js';
import { FLOW, inBatches, WAY, workId } from '../../pipelines/flow.js';
import { openQueue } from '../../src/run/run.js';
import type { Engine } from '../run/engines.js';
import { availableEngines } from '../run/available.js';
import { openPlace, type Place } from '../run/place.js';
import { toyWorld, type ToyWorld } from './toy-stages.js';

/** Two outlets that tell of three happenings, and a page that cannot be read. */
function newsroom(): ToyWorld {
  const world = toyWorld();
  world.web.set('a/1', 'ambon.siti solo.budi');
  world.web.set('a/2', 'broken');
  world.web.set('b/1', 'ambon.siti');
  world.web.set('b/2', 'ambon.rini');
  return world;
}

const LINKED = [
  'ambon.rini <- b-2:ambon.rini',
  'ambon.siti <- a-1:ambon.siti, b-1:ambon.siti',
  'solo.budi <- a-1:solo.budi',
];

describe('the flow, directly', () => {
  it('goes from outlets to incidents and sets aside what cannot be read', async () => {
    const world = newsroom();
    await runDirect(world.stages, 'collect', ['a', 'b']);
    expect(world.incidents()).toEqual(LINKED);
    expect(world.aside).toEqual([{ stage: 'read', id: 'a/2', reason: 'the page holds no text' }]);
  });

  it('changes nothing the second time', async () => {
    const world = newsroom();
    await runDirect(world.stages, 'collect', ['a', 'b']);
    await runDirect(world.stages, 'collect', ['b', 'a']);
    expect(world.incidents()).toEqual(LINKED);
  });

  it('links again what a changed article leaves and joins', async () => {
    const world = newsroom();
    await runDirect(world.stages, 'collect', ['a', 'b']);
    world.web.set('a/1', 'solo.siti solo.budi');
    await runDirect(world.stages, 'collect', ['a']);
    expect(world.incidents()).toEqual([
      'ambon.rini <- b-2:ambon.rini',
      'ambon.siti <- b-1:ambon.siti',
      'solo.budi <- a-1:solo.budi',
      'solo.siti <- a-1:solo.siti',
    ]);
  });

  it('links again when a report comes meanwhile, though not for ever', async () => {
    const world = newsroom();
    world.clash(3);
    await runDirect(world.stages, 'collect', ['a', 'b']);
    expect(world.incidents()).toEqual(LINKED);
    world.web.set('a/3', 'solo.rini');
    world.clash(99);
    await expect(runDirect(world.stages, 'collect', ['a'])).rejects.toThrow('a report came meanwhile');
  });

  it('works in batches, and on some stages only when told so', async () => {
    const world = toyWorld();
    for (let i = 0; i < 320; i += 1) world.web.set(`a/${i}`, `kota-${i % 4}.orang`);
    const walk = walkDirectly(world.stages);
    await walk.emit('collect', ['a']);
    await walk.run(['collect', 'read', 'extract']);
    expect(world.incidents()).toEqual([]);
    await walk.run();
    expect(world.incidents()).toHaveLength(4);
    expect(world.calls).toEqual(['articles 150', 'articles 150', 'articles 20', 'link 320']);
  });

  it('gives the same work the same name, whoever asks for it', () => {
    expect(workId('read', ['p'])).toBe('read p');
    expect(workId('read', ['p', 'q'])).toBe(workId('read', ['p', 'q']));
    expect(workId('read', ['p', 'q'])).not.toBe(workId('extract', ['p', 'q']));
    expect(inBatches('extract', [])).toEqual([]);
    expect(WAY.map((stage) => FLOW[stage].takes)).toEqual(['outlet', 'page', 'article', 'all that waits']);
  });
});

describe.each(availableEngines())('the flow on %s', (_, start) => {
  let engine: Engine;
  let place: Place;
  beforeAll(async () => {
    engine = await start();
    place = await openPlace(engine.url);
  });
  afterAll(async () => {
    await place.close();
    await engine.stop();
  });

  it('ends in the same incidents as directly', async () => {
    const world = newsroom();
    const queue = await openQueue({ ...place.options, name: 'flow', setAside: () => Promise.resolve() });
    runOnQueue(queue, world.stages);
    await emitOnQueue(queue)('collect', ['a', 'b']);
    await queue.idle();
    await queue.close();
    expect(world.incidents()).toEqual(LINKED);
    expect(world.aside).toHaveLength(1);
  });
});
