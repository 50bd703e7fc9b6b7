import { type BatchOp } from "../op.ts";

/** A part of a command. Quoted words stand as ⟦0⟧, ⟦1⟧ … for `quotes`. */
export interface Clause {
  readonly words: string;
  readonly quotes: readonly string[];
  /** The steps read before it. */
  readonly soFar: readonly BatchOp[];
}

/** What a phrase took out of a clause. */
export interface Taken {
  readonly ops: readonly BatchOp[];
  /** The clause without what was taken. */
  readonly rest: string;
  readonly question?: string | undefined;
}

/** Looks for one way of saying things; undefined when the clause does not say it. */
export type Phrase = (clause: Clause) => Taken | undefined;

/** A phrase that is one pattern. `read` answers nothing to leave the words for others. */
export const phrase =
  (pattern: RegExp, read: (match: RegExpExecArray, clause: Clause) => BatchOp | undefined): Phrase =>
  (clause) => {
    const match = pattern.exec(clause.words);
    const op = match === null ? undefined : read(match, clause);
    return match === null || op === undefined ? undefined : { ops: [op], rest: without(clause.words, match) };
  };

/** A phrase that says too little to act on. */
export const asks =
  (pattern: RegExp, question: string): Phrase =>
  ({ words }) => {
    const match = pattern.exec(words);
    return match === null ? undefined : { ops: [], rest: without(words, match), question };
  };

export const without = (words: string, match: RegExpExecArray): string =>
  `${words.slice(0, match.index)} ${words.slice(match.index + match[0].length)}`
    .replaceAll(/\s+/g, " ")
    .trim();
