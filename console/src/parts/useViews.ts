// Saved views of a page: those that the officer may go to, and what is done with their own; kept in the hub alone.
import { App } from "antd";
import { type TypedDocumentNode, useClient, useQuery } from "urql";
import { useWords } from "../app/words";
import {
  ChangeViewDocument,
  RemoveViewDocument,
  SavedViewsDocument,
  SaveViewDocument,
  type ViewFragment,
} from "../gql/graphql";
import { parts } from "./parts.words";

type Done = ({ __typename: "SavedView" } & ViewFragment) | { __typename: "Refused"; message: string };

export function useViews(page: string) {
  const client = useClient();
  const said = useWords(parts);
  const { message } = App.useApp();
  const [{ data }, again] = useQuery({ query: SavedViewsDocument, variables: { page } });

  /** Whether it was done; else it is said why not. */
  async function act<V extends object>(document: TypedDocumentNode<Record<string, Done>, V>, variables: V) {
    const answer = await client.mutation(document, variables).toPromise();
    const done = answer.data && Object.values(answer.data).find((one) => typeof one === "object");
    if (done && "id" in done) {
      again({ requestPolicy: "network-only" });
      return true;
    }
    message.error((done && "message" in done && done.message) || said.noAnswer);
    return false;
  }
  type Any = TypedDocumentNode<Record<string, Done>, object>;
  return {
    views: data?.savedViews.nodes ?? [],
    known: data !== undefined,
    save: (name: string, filters: string, shared: boolean) =>
      act(SaveViewDocument as unknown as Any, { page, name, filters, shared }),
    change: (id: string, told: { name?: string; filters?: string; shared?: boolean }) =>
      act(ChangeViewDocument as unknown as Any, { id, ...told }),
    remove: (id: string) => act(RemoveViewDocument as unknown as Any, { id }),
  };
}
