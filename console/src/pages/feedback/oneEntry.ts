// One entry of a department's feedback: the question is made of its code, so that a new department's stands here by itself.
import { gql } from "urql";
import { type Act, declared, type Field, fieldsOf } from "../../parts/acts/act";

export interface Accepted {
  __typename: "FeedbackAccepted";
  record: string | null;
  replayed: boolean;
  receipt: { link: string; hash: string } | null;
  clashes: { programmeKind: string; month: string; department: string; same: string }[];
  warnings: { message: string }[];
}
export interface Refused {
  __typename: "Refused";
  code: string;
  message: string;
  path?: string | null;
}
export interface Answer {
  done: Refused | { __typename: "FeedbackReport"; outcomes: (Accepted | Refused)[] };
}

/** The act of this department, undefined of one that gives no help. */
export function feedbackOf(department: string | undefined): Act | undefined {
  if (!department) return undefined;
  const name = department.replace(/(?:^|_)(\w)/g, (_, first: string) => first.toUpperCase());
  const document = gql<Answer>(`mutation FeedBackOne($items: [${name}FeedbackInput!]!, $checkOnly: Boolean!) {
    done: feedBack${name}(items: $items, checkOnly: $checkOnly) {
      __typename
      ... on Refused { code message path }
      ... on FeedbackReport { outcomes {
        __typename
        ... on Refused { code message path }
        ... on FeedbackAccepted {
          record replayed receipt { link hash } clashes { programmeKind month department same } warnings { message }
        }
      } }
    }
  }`);
  const act: Act = { document, title: ["登记一条", "One entry"], hide: ["snapshot", "externalId"] };
  return declared(act) && act;
}

/** Its fields: those that every entry has, the department's own, and the seldom ones. */
export function groups(act: Act, granted: boolean): Record<"main" | "own" | "seldom", Field[]> {
  const item = declared(act).fields.find((one) => one.name === "items");
  const all = (item && fieldsOf(item.type)) ?? [];
  const last = all.findIndex((one) => one.name === "payments");
  const main = [...MAIN, ...(granted ? [] : ["record", "reason"])];
  return {
    main: main.flatMap((name) => all.filter((one) => one.name === name)),
    own: all.slice(last + 1),
    seldom: all.slice(0, last + 1).filter((one) => ![...main, "second"].includes(one.name)),
  };
}

const MAIN = [
  "programme",
  "status",
  "idNumber",
  "name",
  "happenedOn",
  "amount",
  "periodFrom",
  "periodTo",
  "division",
];
