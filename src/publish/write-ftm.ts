/** Writing FollowTheMoney: incidents as events, with people and public bodies, one entity per line, for Aleph and OpenAleph. */
import { createHash } from 'node:crypto';
import { bothLabels } from './code-labels.js';
import type { Languages } from './data-package.js';
import type { Sink, TableWriter } from './sink.js';
import { cellText } from './sink.js';
import type { Cell, Row } from './tables.js';

interface Entity {
  id: string;
  schema: 'Event' | 'Person' | 'PublicBody' | 'UnknownLink';
  properties: Record<string, readonly string[]>;
}

const PUBLISHER = 'Pantau Netralitas';
const COUNTRY = ['id'];

/** Bodies that are one in the whole country; all others are those of the place of the incident. */
const NATIONAL = new Set(['bawaslu_ri', 'dkpp', 'kasn', 'bkn', 'menpanrb', 'kemendagri', 'mk', 'ombudsman']);

/** @param languages names of codes; the first line of an event says what is told, never that it is so */
export function ftmWriter(sink: Sink, languages: Languages): TableWriter {
  const bodies = new Set<string>();
  let count = 0;
  return {
    write: async (rows) => {
      const entities = rows.flatMap((row) =>
        entitiesOf(row, languages).filter(({ id, schema }) => {
          if (schema !== 'PublicBody') return true;
          return !bodies.has(id) && bodies.add(id);
        }),
      );
      count += rows.length;
      if (entities.length > 0)
        await sink(Buffer.from(entities.map((one) => `${JSON.stringify(one)}\n`).join('')));
    },
    end: () => Promise.resolve(count),
  };
}

/** People and bodies before the event that names them, and what ties bodies to it. */
function entitiesOf(row: Row, languages: Languages): Entity[] {
  const id = `pantau-${cellText(row.event_id ?? null)}`;
  // A name is met alone, too, as in a search: then it must say how far the matter has come, and not only the event.
  const people = listOf(row.subject_names).map((name, at): Entity => {
    return entity(`${id}-person-${at + 1}`, 'Person', {
      name: [name],
      country: COUNTRY,
      status: statusesOf(row, languages),
      keywords: standingOf(row, languages),
      summary: [headlineOf(row, languages)],
      publisher: [PUBLISHER],
    });
  });
  const bodies = listOf(row.institutions).map((code) => bodyOf(code, row, languages));
  const links = bodies.map((body) =>
    entity(`${id}-${body.id}`, 'UnknownLink', {
      subject: [body.id],
      object: [id],
      role: [bothPhrases('column.institutions', languages)],
      publisher: [PUBLISHER],
    }),
  );
  return [...people, ...bodies, eventOf(id, row, people, languages), ...links];
}

function eventOf(id: string, row: Row, people: readonly Entity[], languages: Languages): Entity {
  return entity(id, 'Event', {
    name: [headlineOf(row, languages)],
    startDate: valuesOf(row.date_start),
    endDate: valuesOf(row.date_end),
    location: [[row.location, row.admin2, row.admin1].flatMap((one) => valuesOf(one))].map((parts) =>
      [...new Set(parts)].join(', '),
    ),
    country: COUNTRY,
    keywords: [
      ...standingOf(row, languages),
      ...actsOf(row).map((code) => nameBoth('violations', code, languages)),
    ],
    notes: [languages.id.say('release.about'), languages.en.say('release.about'), ...listOf(row.replies)],
    summary: valuesOf(row.evidence),
    sourceUrl: valuesOf(row.evidence_url),
    publisher: [PUBLISHER],
    recordId: valuesOf(row.event_id),
    involved: people.map((person) => person.id),
  });
}

/** "[Dugaan / Alleged] Dilaporkan / Reported, Kabupaten Kerinci" */
function headlineOf(row: Row, languages: Languages): string {
  const step = cellText(row.stage ?? null) || (listOf(row.steps)[0] ?? '').split(':')[0] || '';
  const what = [step === '' ? '' : nameBoth('step', step, languages), cellText(row.location ?? null)];
  const tier = nameBoth('tier', cellText(row.tier ?? null), languages);
  return `[${tier}] ${what.filter((part) => part !== '').join(', ')}`.trim();
}

/** How far the matter has come, and that it is denied where somebody denies it. */
const standingOf = (row: Row, languages: Languages): string[] => [
  nameBoth('tier', cellText(row.tier ?? null), languages),
  ...(row.denied === true ? [nameBoth('step', 'denial', languages)] : []),
];

const nameBoth = (column: string, code: string, { id, en }: Languages): string =>
  bothLabels(column, code, id, en) ?? code;

const bothPhrases = (key: string, { id, en }: Languages): string => `${id.say(key)} / ${en.say(key)}`;

/** All acts that outlets tell of; the one that an analyst gave in their place. */
const actsOf = ({ violation, violations, corrected }: Row): readonly string[] =>
  listOf(corrected).includes('violations') ? valuesOf(violation) : listOf(violations);

function bodyOf(code: string, row: Row, languages: Languages): Entity {
  const place = NATIONAL.has(code) ? null : (row.admin2 ?? row.admin1 ?? null);
  const name = languages.id.label('institution', code);
  const told = place === null ? name : `${name}, ${cellText(place)}`;
  const hash = createHash('sha1')
    .update(`${code}\n${cellText(place)}`)
    .digest('hex')
    .slice(0, 16);
  return entity(`pantau-body-${hash}`, 'PublicBody', {
    name: [told],
    country: COUNTRY,
    publisher: [PUBLISHER],
  });
}

/** The one status that all people of the incident have; where there are several, nobody is said to have any. */
function statusesOf(row: Row, { id }: Languages): string[] {
  const statuses = listOf(row.subject_statuses);
  return statuses.length === 1 ? statuses.map((code) => id.label('subject', code)) : [];
}

const listOf = (cell: Cell | undefined): readonly string[] =>
  typeof cell === 'object' && cell !== null ? cell : [];
const valuesOf = (cell: Cell | undefined): string[] => {
  const text = cellText(cell ?? null);
  return text === '' ? [] : [text];
};

/** An entity without the properties that nothing is known of. */
function entity(id: string, schema: Entity['schema'], properties: Entity['properties']): Entity {
  const told = Object.entries(properties).map(([name, values]) => [
    name,
    values.filter((value) => value !== ''),
  ]);
  return {
    id,
    schema,
    properties: Object.fromEntries(
      told.filter(([, values]) => (values ?? []).length > 0),
    ) as Entity['properties'],
  };
}
