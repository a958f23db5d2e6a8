// Rights: which scopes open a page; `*` stands for the officer's own department.

/** Any of these scopes is enough; an empty list needs none. */
export type Need = readonly string[];

export function holds(scopes: ReadonlySet<string>, department: string | undefined, need: Need): boolean {
  return need.length === 0 || need.some((one) => scopes.has(named(one, department)));
}

/** The scope's full name for this department, as the graph's refusals say it. */
export function named(scope: string, department: string | undefined): string {
  return scope.replace("*", department ?? "<department>");
}
