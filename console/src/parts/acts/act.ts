// Acts: a page declares what may be done and where it hangs; its form, its rights and its words come from the graph.
//
// The contract. A page writes the mutation in its .graphql file, its answer called `done`:
//   mutation Refer($input: ReferInput!) { done: refer(input: $input) { __typename ...RefusedAt } }
// (with `...ToBeConfirmed` too, where the act may wait for a second person), and declares
//   const refer: Act = { document: ReferDocument, title: ["转办", "Refer"] };
// `npm run codegen` writes into gql/forms.ts what the mutation takes, field by field with labels in both languages,
// and which scopes it needs. `<ActMenu acts={[refer]} place={…} done={again} />` shows a button for each act that the
// officer's rights allow; `<ActDrawer act={…} place={…} done={…} close={…} />` shows the form of one.
//   place.given:   variables that the place knows, laid over the form's: { input: { household: id } }. They are not asked.
//   place.start:   values that the form begins with; a list of them is filled in line by line: { input: { answers: [{ line }] } }.
//   place.choices: what a field offers, by its path without indices: { "input.person": [{ value, label }] }.
//   act.hide:      paths that are not asked at all. `externalId` is filled in once for each form, so that what is sent
//                  twice is done once; `mends` is never asked.
//   act.fixed:     paths of lists that have no more and no fewer lines than `start` gives.
// A refusal is shown at the field that its path names, else above the form. `done(answer)` is called after the act.
import type { TypedDocumentNode } from "urql";
import { ACTS, INPUTS } from "../../gql/forms";

export type Pair = readonly [zh: string, en: string];
export type Values = { [name: string]: unknown };

export interface Field {
  name: string;
  type: string;
  label: Pair;
  needed?: true;
  many?: true;
  start?: unknown;
}

export interface Choice {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface Act {
  // biome-ignore lint/suspicious/noExplicitAny: every act has variables of its own, which its form is made from
  document: TypedDocumentNode<any, any>;
  title: Pair;
  hide?: readonly string[];
  fixed?: readonly string[];
  danger?: boolean;
}

export interface Place {
  given?: Values;
  start?: Values;
  choices?: Record<string, readonly Choice[]>;
}

type Declared = { about: Pair; needs: readonly string[]; fields: readonly Field[] };

/** What the graph declares of the act's mutation. */
export function declared(act: Act): Declared {
  const [operation] = act.document.definitions;
  const [selected] = operation && "selectionSet" in operation ? operation.selectionSet.selections : [];
  const name = selected && "name" in selected ? selected.name.value : "";
  return (ACTS as unknown as Record<string, Declared>)[name] as Declared;
}

/** The name that the page gave the act's document. */
export function operation(act: Act): string {
  const [first] = act.document.definitions;
  return (first && "name" in first && first.name?.value) || "";
}

/** The fields of an input type; none of a scalar or a list of codes. */
export const fieldsOf = (type: string) => (INPUTS as unknown as Record<string, readonly Field[]>)[type];

const ALWAYS_HIDDEN = new Set(["externalId", "mends"]);

/** Whether a field is asked: not what the place gives, nor what the act hides. */
export function asked(act: Act, place: Place, path: readonly string[]): boolean {
  if (path.length <= 2 && ALWAYS_HIDDEN.has(path.at(-1) ?? "")) return false;
  if (act.hide?.includes(path.join("."))) return false;
  let at: unknown = place.given;
  for (const name of path) at = (at as Values | undefined)?.[name];
  return at === undefined || fieldsNamed(at);
}

const fieldsNamed = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
