// A procedure as it is declared: its states, its steps and what they say (gql/procedures.ts).
import { PROCEDURES } from "../../gql/procedures";
import type { Pair } from "../../parts/acts/act";

type Code = readonly [code: string, zh: string, en: string];

export interface Said {
  name: string;
  type: string;
  title: Pair;
  codes: readonly Code[];
}

export interface Step {
  code: string;
  act: string;
  title: Pair;
  by: "sender" | "receiver";
  from: readonly string[];
  to: string;
  own: boolean;
  fields: readonly Said[];
}

export interface Procedure {
  code: string;
  type: string;
  list: string;
  title: Pair;
  cites: string;
  quote: string;
  about: string;
  closed: readonly string[];
  states: readonly Code[];
  steps: readonly Step[];
}

export const procedures: readonly Procedure[] = PROCEDURES;

/** What its steps say, each once. */
export function said(procedure: Procedure): Said[] {
  const all = procedure.steps.flatMap((step) => step.fields);
  return all.filter((one, n) => all.findIndex((other) => other.name === one.name) === n);
}

/** A code by its label. */
export function labelled(codes: readonly Code[], code: string, zh: boolean): string {
  const found = codes.find(([one]) => one === code);
  return found ? found[zh ? 1 : 2] : code;
}
