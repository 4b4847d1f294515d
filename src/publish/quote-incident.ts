/** Quoting an incident: the sentence of each outlet that tells how far the matter has come. */
import type { Article } from '../model/article.js';
import { StepCode } from '../model/codes.js';
import type { Quote } from '../model/digest.js';
import type { Incident, Support, TimelineStep } from '../model/incident.js';
import { hasHappened } from '../model/realities.js';
import { quoteAround, type CutSentences } from './quote.js';

const MOST = 5;

export interface QuoteManner {
  /** What people call an outlet. */
  nameOutlet: (outlet: string) => string;
  cut: CutSentences;
}

/** A sentence of an article, with the step it is the evidence of. */
interface Candidate {
  step: TimelineStep;
  support: Support;
  article: Article;
}

/**
 * The evidence sentences of an incident: one of each outlet, about the stage of the incident or else the furthest step
 * that the outlet tells of, five at most; where somebody denies, a sentence of the denial is one of them.
 * @param articles the articles that the incident rests on
 */
export function quotesOf(incident: Incident, articles: readonly Article[], manner: QuoteManner): Quote[] {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const candidates = [...incident.timeline]
    .sort((a, b) => weigh(b, incident) - weigh(a, incident))
    .flatMap((step) => inOrder(step, byId));
  const outlets = new Set<string>();
  const chosen = candidates.filter(({ support }) => {
    const outlet = support.outlet ?? support.article;
    return !outlets.has(outlet) && outlets.add(outlet);
  });
  const denial = candidates.find(({ step }) => isDenial(step));
  const shown = chosen.slice(0, MOST);
  const kept =
    denial === undefined || shown.some(({ step }) => isDenial(step))
      ? shown
      : [...shown.slice(0, MOST - 1), denial];
  return kept.map((candidate) => quote(candidate, manner));
}

const isDenial = ({ value, reality }: TimelineStep): boolean => value === 'denial' || reality === 'denied';

/** The stage of the incident first, then what happened before what did not, later steps before earlier ones. */
function weigh(step: TimelineStep, { stage }: Incident): number {
  const order = StepCode.options.indexOf(step.value);
  return (
    (step.value === stage ? 2000 : 0) + (hasHappened(step.reality) && !isDenial(step) ? 1000 : 0) + order
  );
}

/** Who tells of a step, earliest article first. */
function inOrder(step: TimelineStep, articles: ReadonlyMap<string, Article>): Candidate[] {
  return step.from
    .flatMap((support): Candidate[] => {
      const article = articles.get(support.article);
      return article === undefined || support.evidence.length === 0 ? [] : [{ step, support, article }];
    })
    .sort((a, b) => dateOf(a.article).localeCompare(dateOf(b.article)) || nameOf(a).localeCompare(nameOf(b)));
}

const dateOf = (article: Article): string => article.published?.value ?? '';
const nameOf = ({ support, article }: Candidate): string => `${support.outlet ?? ''} ${article.title}`;

function quote({ step, support, article }: Candidate, { nameOutlet, cut }: QuoteManner): Quote {
  const stretch = support.evidence.find((one) => one.in === 'body');
  return {
    text: stretch === undefined ? article.title : quoteAround(article.text, stretch.start, stretch.end, cut),
    reality: isDenial(step) ? 'denied' : step.reality,
    outlet: support.outlet === null ? null : nameOutlet(support.outlet),
    url: article.url,
    title: article.title,
    published: article.published?.value ?? null,
  };
}
