/** One thing that cdk-nag does not like. */
export interface Finding {
  /** With what exactly: "AwsSolutions-IAM5[Resource::*]". */
  readonly rule: string;
  /** Where, in the tree of constructs, below the stack: "data/api/ServiceRole/Resource". */
  readonly at: string;
  readonly says: string;
}

/** A finding that was looked at and stays. "…" in both stands for any characters, and an asterisk for itself. */
export interface Allowed {
  readonly rule: string;
  readonly at: string;
  readonly reason: string;
}

export interface Report {
  readonly explained: readonly (Finding & { readonly reason: string })[];
  readonly unexplained: readonly Finding[];
  /** Entries of the list that explain nothing. */
  readonly unused: readonly Allowed[];
}

/** Holds what was found against the reviewed list. */
export function review(findings: readonly Finding[], list: readonly Allowed[]): Report {
  const judged = findings.map((finding) => ({
    finding,
    by: list.find(({ rule, at }) => matches(rule, finding.rule) && matches(at, finding.at)),
  }));
  const used = new Set(judged.map(({ by }) => by));
  return {
    explained: judged.flatMap(({ finding, by }) => (by ? [{ ...finding, reason: by.reason }] : [])),
    unexplained: judged.flatMap(({ finding, by }) => (by ? [] : [finding])),
    unused: list.filter((entry) => !used.has(entry)),
  };
}

function matches(pattern: string, text: string): boolean {
  const literal = pattern.split("…").map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`).test(text);
}
