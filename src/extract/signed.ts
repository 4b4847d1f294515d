/** Signed: sentences, people, acts and whole articles with their signs as files of weights write them, for learning from. */
import type { Dictionary } from '../model/dictionary.js';
import { createReader } from '../text/text.js';
import { actStages, actsTold, takeActSigns } from './act-signs.js';
import { articleSigns } from './article-signs.js';
import type { ArticleToExtract } from './article.js';
import type { Derivation } from './derivation.js';
import type { Entity } from './entity.js';
import { markPassage, type Passage } from './passage.js';
import { readArticle, readScene } from './scene.js';
import { hadIn } from './weigh-taken.js';
import { takeSigns, writeSign } from './signs.js';
import type { StepTelling } from './steps.js';
import { firstAgency } from './claim-frames.js';
import { claimSigner } from './claim-signs.js';
import { indexBySentence } from './claim-source.js';
import { pairSigner } from './pair-signs.js';
import { numbersTold } from './weigh-claims.js';
import { tellingSigner } from './telling-signs.js';
import { togetherSigner } from './together-signs.js';
import { subjectSigner } from './subject-signs.js';
import type { Chances } from './weigh-article.js';

/** The signs of an article, as files of weights write them. */
export const signsOfArticle = ({ title, body }: Derivation): string[] =>
  [...articleSigns(title, body)].map((sign) => `a ${sign}`);

/** Reads the signs of each sentence of a text, each once, as files of weights write them. */
export function createSignReader(
  dictionary: Dictionary,
): (text: string) => { start: number; end: number; signs: string[] }[] {
  const reader = createReader(dictionary.grammar);
  return (text) => {
    const passage = markPassage('body', text, null, dictionary, reader);
    return passage.analysed.sentences.map(({ start, end }, sentence) => {
      const signs = new Set<string>();
      takeSigns(passage, sentence, (_hash, _token, sort, one, other) =>
        signs.add(writeSign(sort, one, other)),
      );
      return { start, end, signs: [...signs] };
    });
  };
}

/** Somebody told of in an article, with the signs by which it is weighed whether it accuses him. */
export interface SignedPerson extends Pick<Entity, 'name' | 'count'> {
  statuses: string[];
  /** Starts of the sentences of the text that tell of him. */
  sentences: number[];
  signs: string[];
}

/** Reads the people of an article that is likely what `chances` say; nobody of one that is none of ours. */
export function createPeopleReader(
  dictionary: Dictionary,
): (article: ArticleToExtract, chances: Chances) => SignedPerson[] {
  const reader = createReader(dictionary.grammar);
  return (article, chances) => {
    const { told, gate } = readArticle(article, dictionary, reader, null, chances);
    if (gate !== null) return [];
    const { people, ruled } = readScene(told, reader, true);
    const takeSubjectSigns = subjectSigner({ ...told, people, ruled });
    return people.map((entity, index) => {
      const signs = new Set<string>();
      takeSubjectSigns(index, (_hash, sort, sign) => signs.add(`${sort} ${sign}`));
      return { ...signedPerson(entity, told.body), signs: [...signs] };
    });
  };
}

/** Somebody with the sentences that tell of him, and no signs yet. */
const signedPerson = ({ name, count, statuses, tellings }: Entity, { analysed }: Passage): SignedPerson => ({
  name,
  count,
  statuses: statuses.map(({ code }) => code),
  sentences: [...new Set(tellings.map(({ sentence }) => analysed.sentences[sentence]?.start ?? 0))],
  signs: [],
});

/** One telling of a step, with the sentence of the text that tells it, and its signs. */
export interface SignedTelling extends Pick<StepTelling, 'code' | 'reality'> {
  start: number;
  end: number;
  signs: string[];
}

/**
 * The steps that an article may tell of, where and how real each is told, with the signs by which it is weighed whose it is:
 * beside the steps that its cases were given, or before any was.
 */
export function signsOfTellings(derivation: Derivation, beside: 'cases' | 'nothing'): SignedTelling[] {
  const { sentences } = derivation.body.analysed;
  const steps = [...derivation.steps, ...derivation.further];
  const takeTellingSigns = tellingSigner({
    ...derivation,
    steps,
    had: beside === 'cases' ? hadIn(derivation) : new Set(),
  });
  return steps.map((telling) => {
    const signs = new Set<string>();
    takeTellingSigns(telling, (_hash, sort, sign) => signs.add(`${sort} ${sign}`));
    const { start, end } = sentences[telling.mark.sentence] ?? { start: 0, end: 0 };
    return { code: telling.code, reality: telling.reality, start, end, signs: [...signs] };
  });
}

/** Two measures that one article may tell of, with the signs by which it is weighed whether one report tells both. */
export interface SignedPair {
  one: SignedTelling;
  other: SignedTelling;
  signs: string[];
}

/** Each two of those measures of an article that `wanted` lets through. */
export function signsOfPairs(
  derivation: Derivation,
  wanted: (telling: SignedTelling) => boolean,
): SignedPair[] {
  const { sentences } = derivation.body.analysed;
  const told = [...derivation.steps, ...derivation.further]
    .toSorted((a, b) => a.mark.first - b.mark.first)
    .map((telling) => {
      const { start, end } = sentences[telling.mark.sentence] ?? { start: 0, end: 0 };
      return { telling, signed: { code: telling.code, reality: telling.reality, start, end, signs: [] } };
    })
    .filter(({ signed }) => wanted(signed));
  const regions = derivation.together?.regions ?? new Map();
  const takePairSigns = pairSigner({ ...derivation, measures: told.map(({ telling }) => telling), regions });
  return told.flatMap(({ signed: other }, second) =>
    told.slice(0, second).map(({ signed: one }, first) => {
      const signs = new Set<string>();
      takePairSigns(first, second, (_hash, sort, sign) => signs.add(`${sort} ${sign}`));
      return { one, other, signs: [...signs] };
    }),
  );
}

/** Two accused of one article, with the signs by which it is weighed whether one report tells of both. */
export interface SignedFellows {
  one: SignedPerson;
  other: SignedPerson;
  signs: string[];
}

/** Each two accused of an article, before some were joined. */
export function signsOfTogether({ together, body }: Derivation): SignedFellows[] {
  if (together === null) return [];
  const { sentences } = body.analysed;
  const people = together.singles.map(({ accused: [one], sentences: told }): SignedPerson => ({
    name: one?.name ?? null,
    count: one?.count ?? null,
    statuses: (one?.statuses ?? []).map(({ code }) => code),
    sentences: [...told].flatMap((sentence) => sentences[sentence]?.start ?? []),
    signs: [],
  }));
  const takeTogetherSigns = togetherSigner(together);
  return people.flatMap((other, second) =>
    people.slice(0, second).map((one, first) => {
      const signs = new Set<string>();
      takeTogetherSigns(first, second, (_hash, sort, sign) => signs.add(`${sort} ${sign}`));
      return { one, other, signs: [...signs] };
    }),
  );
}

/** The kinds of acts that one case of an article may tell of, with the signs by which it is weighed whether they are it. */
export interface SignedCase {
  accused: SignedPerson[];
  acts: { code: string; signs: string[] }[];
}

/** The cases that were found in an article, with all acts that may be theirs. */
export function signsOfActs({ attempts, ...told }: Derivation): SignedCase[] {
  const drafts = attempts.flatMap((one) => (one.type === 'case' && one.failed === null ? [one.draft] : []));
  return actStages(drafts, told).map((stage) => {
    const acts = actsTold(stage);
    return {
      accused: stage.accused.map((entity) => signedPerson(entity, told.body)),
      acts: acts.map(({ code }, index) => {
        const signs = new Set<string>();
        takeActSigns(stage, acts, index, (_hash, name) => signs.add(`s ${name}`));
        return { code, signs: [...signs] };
      }),
    };
  });
}

/** A number of an article, with the signs by which it is weighed whether it is a claim. */
export interface SignedNumber {
  value: number;
  signs: string[];
}

/** The numbers of the headline and the body of an article that count something. */
export function signsOfClaims({ title, body, accused, chances }: Derivation): SignedNumber[] {
  const { grammar } = body;
  const source = indexBySentence({
    articleId: '',
    title,
    body,
    accused,
    places: [],
    grammar,
    chances,
    weights: null,
  });
  const start = { agency: firstAgency(body, grammar), asOf: null };
  return [title, body].flatMap((passage) => {
    const takeClaimSigns = claimSigner(source, passage);
    return numbersTold(source, passage, start).map((told) => {
      const signs = new Set<string>();
      takeClaimSigns(told, (_hash, sort, sign) => signs.add(`${sort} ${sign}`));
      return { value: told.around.number.value ?? told.around.number.min, signs: [...signs] };
    });
  });
}
