// Figures of a place: what was counted of its programmes added up. What is not shown (few) is no nought, and makes a sum
// that says only "at least".
import type { SupervisionQuery } from "../../gql/graphql";

export type Row = SupervisionQuery["supervision"][number];
export const COUNTS = ["targets", "covered", "missed", "duplicates"] as const;
export type Count = (typeof COUNTS)[number];

export interface Place {
  code: string;
  name: string;
  rows: Row[];
  counts: Record<Count, number | null>;
  hidden: boolean;
  overdue?: number;
}

/** Those of the same division in one; the most missed first. */
export function places(rows: readonly Row[], overdue: ReadonlyMap<string, number>): Place[] {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.division.code, [...(found.get(row.division.code) ?? []), row]);
  const all = [...found.values()].map((some) => place(some, overdue));
  return all.sort((a, b) => (b.counts.missed ?? -1) - (a.counts.missed ?? -1));
}

function place(rows: Row[], overdue: ReadonlyMap<string, number>): Place {
  const { code, name } = (rows[0] as Row).division;
  const counts = Object.fromEntries(COUNTS.map((one) => [one, sum(rows.map((row) => row[one]))]));
  const hidden = rows.some((row) => COUNTS.some((one) => row[one] == null));
  return { code, name, rows, counts: counts as Place["counts"], hidden, overdue: overdue.get(code) };
}

function sum(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((one): one is number => one != null);
  return known.length ? known.reduce((a, b) => a + b, 0) : null;
}

/** How many of a hundred that are due are missed; none where nobody is due, or it is not shown. */
export function missedShare(counts: Place["counts"]): number | null {
  if (!counts.targets || counts.missed == null) return null;
  return counts.missed / counts.targets;
}

export const percent = (share: number | null) => (share == null ? "–" : `${(share * 100).toFixed(1)} %`);
