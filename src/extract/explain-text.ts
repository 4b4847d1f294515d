/** Explain text: the sentences of an article with what mutes them, their clauses, and every mention with what decided it. */
import type { Evidence } from '../model/why.js';
import type { Derivation } from './derivation.js';
import type { MentionTold, SentenceTold, Stretch } from './explanation.js';
import { evidence, type Mark, type Passage } from './passage.js';
import type { StepTelling } from './steps.js';

/** A stretch with its words. */
export function stretchOf(derivation: Pick<Derivation, 'title' | 'body'>, stretch: Evidence): Stretch {
  const { text } = stretch.in === 'title' ? derivation.title : derivation.body;
  return { ...stretch, words: text.slice(stretch.start, stretch.end) };
}

/** The words of a mark. */
export const wordsOf = (passage: Passage, mark: Pick<Mark, 'start' | 'end'>): string =>
  passage.text.slice(mark.start, mark.end);

/** All sentences of title and body. */
export function explainSentences(derivation: Derivation): SentenceTold[] {
  const steps = new Map(derivation.steps.map((step) => [step.mark, step]));
  return [derivation.title, derivation.body].flatMap((passage) =>
    passage.analysed.sentences.map((sentence, number) => {
      const { start, end } = sentence;
      return {
        ...stretchOf(derivation, { in: passage.in, start, end }),
        number,
        muted: whyMuted(passage, number),
        clauses: clausesOf(passage, number),
        mentions: (passage.bySentence[number] ?? []).map((mark) =>
          tellMention(passage, mark, steps.get(mark)),
        ),
      };
    }),
  );
}

/** The words of boilerplate that mute a sentence: in it, in its paragraph, or before it where they mute the rest. */
function whyMuted(passage: Passage, number: number): string | null {
  if (passage.muted[number] !== true) return null;
  const { sentences } = passage.analysed;
  const paragraph = sentences[number]?.paragraph;
  const own =
    passage.boilerplate.find(({ sentence }) => sentence === number) ??
    passage.boilerplate.find(({ sentence }) => sentences[sentence]?.paragraph === paragraph) ??
    passage.boilerplate.find(({ sentence, props }) => sentence < number && props['scope'] === 'rest');
  return own === undefined ? 'repeats the headline' : `boilerplate "${wordsOf(passage, own)}" (${own.rule})`;
}

function clausesOf(passage: Passage, number: number): string[] {
  const { clauses, tokens } = passage.analysed;
  return clauses
    .filter((clause) => clause.sentence === number && clause.last > clause.first)
    .map((clause) => passage.text.slice(tokens.start[clause.first], tokens.end[clause.last - 1]));
}

function tellMention(passage: Passage, mark: Mark, step: StepTelling | undefined): MentionTold {
  const { kind, code, rule, voice, cue } = mark;
  return {
    ...evidence(passage, mark),
    words: wordsOf(passage, mark),
    kind,
    code,
    rule,
    voice,
    reality: step?.reality ?? mark.reality,
    cue: cue === null ? null : { words: wordsOf(passage, cue), code: cue.code, rule: cue.rule },
    attribution: step?.attribution ?? null,
    speaker: step?.speaker?.name ?? null,
  };
}
