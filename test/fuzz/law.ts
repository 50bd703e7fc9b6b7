/** Something that must hold of every case. */
export interface FuzzLaw {
  readonly name: string;
  /** Tries so many cases; rejects with the smallest one that breaks the law. */
  run(cases: number): Promise<void>;
}
