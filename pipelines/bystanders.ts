/** Bystanders: the people whom an article tells of and no report of it, so that what is published spells none of their names. */
import { createExtractor, type Derivation } from '../src/extract/extract.js';
import type { Article } from '../src/model/article.js';
import type { SubjectStatus } from '../src/model/codes.js';
import type { Dictionary } from '../src/model/dictionary.js';
import { isSeniorOffice } from '../src/model/naming.js';
import { wholeNames, type WholeNames } from '../src/publish/publish.js';
import type { DatasetCalls } from '../src/store/store.js';
import { programVersion } from './version.js';

/** Full names of a dataset that no text may spell, and those of bystanders, by the dictionaries of today. */
export async function namesOf(
  dataset: Pick<DatasetCalls, 'namedPeople' | 'complainants'>,
  dictionary: Dictionary,
): Promise<WholeNames> {
  return wholeNames(await dataset.namedPeople(), bystanderReader(dictionary), await dataset.complainants());
}

const MOST_KEPT = 2_000;

/** Reads the names of bystanders; an article that is asked for again is read once. */
export function bystanderReader(dictionary: Dictionary): (article: Article) => readonly string[] {
  const extractor = createExtractor(dictionary, programVersion());
  const known = new Map<string, { text: string; names: readonly string[] }>();
  return (article) => {
    const before = known.get(article.id);
    if (before?.text === article.text) return before.names;
    const published = article.published?.value ?? null;
    const names = bystandersOf(extractor.derive({ ...article, published }));
    if (known.size >= MOST_KEPT) known.clear();
    known.set(article.id, { text: article.text, names });
    return names;
  };
}

type Person = Derivation['people'][number];

/** Whoever holds no office of weight, decides nothing, and is there in no other part, such as a lawyer's. */
function bystandersOf({ people, body, extraction }: Derivation): string[] {
  const acting = new Set(
    extraction.reports.flatMap(({ authorities }) => authorities.map(({ name }) => name)),
  );
  const isActing = (person: Person): boolean =>
    formsOf(person).some((form) => acting.has(form)) && speaksForBody(person);
  const open = people.filter((person) => mayBeNamed(person) || isActing(person));
  const shown = new Set(open.flatMap(formsOf));
  const told = people
    .filter((person) => !open.includes(person) && !person.initials && isSomebody(person))
    .flatMap(formsOf);
  const known = new Set(open.flatMap(formsOf).flatMap((form) => form.split(' ')));
  const lone = apposedNames(body).filter((name) => name.split(' ').every((word) => !known.has(word)));
  return [...new Set([...told, ...lone])].filter((name) => !shown.has(name));
}

const formsOf = ({ name, variants }: Person): string[] => (name === null ? [] : [name, ...variants]);

/** A lone word without any status may be a place or a body, too. */
const isSomebody = ({ name, statuses }: Person): boolean =>
  statuses.length > 0 || name?.includes(' ') === true;

const statusOf = ({ statuses }: Person): SubjectStatus | null =>
  statuses.toSorted((a, b) => b.specificity - a.specificity)[0]?.code ?? null;

/** Statuses of whose bearers some command or judge; a village head who issues a ban is still shown by initials. */
const OF_BODIES: ReadonlySet<SubjectStatus> = new Set(['polri', 'tni', 'organiser_kpu', 'organiser_bawaslu']);

function speaksForBody(person: Person): boolean {
  const status = statusOf(person);
  return status === null || OF_BODIES.has(status);
}

function mayBeNamed(person: Person): boolean {
  const { other, authority } = person;
  const status = statusOf(person);
  if (status !== null && isSeniorOffice(status)) return true;
  if (other !== null && other !== 'complainant') return status === null || other === 'observer';
  return status === null && authority !== null && authority !== 'none';
}

// "dinas, Suriani, sempat": a name between commas, or one that closes a sentence behind one
const BEFORE = /,\s*$/;
const BEHIND = /^\s*[,.]/;

/** Names that nothing ties to a status: behind a comma, or right behind somebody's status, as "Bidan desa Nurlaili". */
function apposedNames({ text, analysed, marks }: Derivation['body']): string[] {
  const statuses = new Set(marks.flatMap(({ kind, last }) => (kind === 'subject' ? last : [])));
  return analysed.names
    .filter(({ first, start, end, initials }) => {
      if (initials) return false;
      const apposed = BEFORE.test(text.slice(Math.max(0, start - 3), start)) && BEHIND.test(text.slice(end));
      return apposed || statuses.has(first);
    })
    .map(({ core }) => core);
}
