// Saved views of a page: those that the officer may go to, and what is done with their own; kept in the hub alone.
import { App } from "antd";
import { type DocumentInput, useClient, useQuery } from "urql";
import { useWords } from "../app/words";
import {
  ChangeViewDocument,
  RemoveViewDocument,
  SavedViewsDocument,
  SaveViewDocument,
  type ViewFragment,
} from "../gql/graphql";
import { parts } from "./parts.words";

interface Answered {
  done: ViewFragment | { message: string };
}

export type Views = ReturnType<typeof useViews>;

export function useViews(page: string) {
  const client = useClient();
  const said = useWords(parts);
  const { message } = App.useApp();
  const [{ data }, again] = useQuery({ query: SavedViewsDocument, variables: { page } });

  /** Whether it was done; else it is said why not. */
  async function act<Answer extends Answered, V extends object>(
    document: DocumentInput<Answer, V>,
    variables: V,
  ) {
    const answer = await client.mutation(document, variables).toPromise();
    const done = answer.data?.done;
    if (done && "id" in done) {
      again({ requestPolicy: "network-only" });
      return true;
    }
    message.error((done && "message" in done && done.message) || said.noAnswer);
    return false;
  }
  return {
    views: data?.savedViews.nodes ?? [],
    known: data !== undefined,
    save: (name: string, filters: string, shared: boolean) =>
      act(SaveViewDocument, { page, name, filters, shared }),
    change: (id: string, told: { name?: string; filters?: string; shared?: boolean }) =>
      act(ChangeViewDocument, { id, ...told }),
    remove: (id: string) => act(RemoveViewDocument, { id }),
  };
}
