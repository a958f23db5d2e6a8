// What can become of a warning, by the key that says so; and which warnings go out together.
import type { ClosingOutcome, Disposition, TriageInput, WarningsQuery } from "../../gql/graphql";

export type Line = WarningsQuery["earlyWarnings"]["nodes"][number]["warnings"][number] & {
  household: WarningsQuery["earlyWarnings"]["nodes"][number]["household"];
};
export type Choice = "refer" | "confer" | `${ClosingOutcome}`;

export const KEYS: Record<string, Choice> = {
  "1": "refer",
  "2": "confer",
  "3": "CONFIRMED",
  "4": "DECIDED_OTHERWISE",
  "5": "FALSE_POSITIVE",
};

/** The warnings of all households, one below the other as the hub ranks them. */
export function lines(rows: WarningsQuery["earlyWarnings"]["nodes"]): Line[] {
  return rows.flatMap((row) => row.warnings.map((one) => ({ ...one, household: row.household })));
}

/** A triage for each household: the graph takes those of one household together. */
export function triages(
  chosen: readonly Line[],
  choice: "refer" | "confer",
  said: { note?: string; on: string; topic: string },
): TriageInput[] {
  return [...grouped(chosen).values()].map((some) => ({
    items: some.map((one) => ({
      warning: one.id,
      disposition: (choice === "refer" ? one.kind : "COMPLEX") as Disposition,
      programmes: [],
      note: said.note || undefined,
    })),
    conference: choice === "confer" ? { on: said.on, topic: said.topic, invited: [] } : undefined,
  }));
}

function grouped(chosen: readonly Line[]): Map<string, Line[]> {
  const found = new Map<string, Line[]>();
  for (const one of chosen) {
    const key = one.household?.id ?? "";
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}
