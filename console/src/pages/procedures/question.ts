// What is asked of a procedure's matters: the same of each, and what its own steps say.
import { gql } from "urql";
import type { Connection } from "../../parts/usePages";
import { type Procedure, said } from "./procedure";

interface Named {
  code: string;
  name: string;
  nameEn: string;
}

export interface Matter {
  id: string;
  state: string;
  openedOn: string;
  dueOn?: string | null;
  overdue: boolean;
  remindedOn?: string | null;
  escalatedOn?: string | null;
  household?: { id: string; number?: string } | null;
  person?: { id: string; nameMasked: string } | null;
  fromDepartment: Named;
  toDepartment: Named;
  turn?: Named | null;
  division?: { name: string } | null;
  lines: {
    id: string;
    action: string;
    answer?: string | null;
    note?: string | null;
    programme?: { number: string; name: string; nameEn: string } | null;
    person?: { nameMasked: string } | null;
  }[];
  steps: {
    step: string;
    happenedOn: string;
    department: Named;
    actor?: { name?: string | null } | null;
  }[];
  [said: string]: unknown;
}

/** A page of its matters in a box. */
export function question(procedure: Procedure) {
  const own = said(procedure).map((one) => one.name);
  const asked = `query Matters(
    $box: Box!, $state: ${procedure.type}State, $open: Boolean, $overdue: Boolean, $household: ID, $number: Boolean!
    $first: Int!, $after: String
  ) {
    page: ${procedure.list}(
      box: $box, state: $state, open: $open, overdue: $overdue, household: $household, first: $first, after: $after
    ) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id state openedOn dueOn overdue remindedOn escalatedOn ${own.join(" ")}
        household { id number @include(if: $number) }
        person { id nameMasked }
        division { name }
        fromDepartment { ...N } toDepartment { ...N } turn { ...N }
        lines { id action answer note programme { number name nameEn } person { nameMasked } }
        steps { step happenedOn department { ...N } actor { name } }
      }
    }
  }
  fragment N on Department { code name nameEn }`;
  return gql<{ page: Connection<Matter> }, Record<string, unknown>>(asked);
}
