/** What a hand-written story is. */

/** Pieces in the order of the notebook, each to be put into a step. `x` stands for a name of the story. */
export interface Story {
  readonly name: string;
  readonly parameters?: string;
  readonly functions?: string;
  readonly pieces: readonly string[];
}
