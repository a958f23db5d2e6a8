// A list of the graph read page by page: what has been read, and the next page when it is scrolled to.
import { useCallback, useEffect, useRef, useState } from "react";
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useClient } from "urql";

export interface Connection<Row> {
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  totalCount?: number;
}

interface Read<Row> {
  rows: Row[];
  total?: number;
  cursor?: string | null;
  more: boolean;
}

export interface Pages<Row> extends Read<Row> {
  reading: boolean;
  error?: CombinedError;
  next: () => void;
  /** Read it anew from its beginning, as after an act. */
  again: () => void;
}

const NONE = { rows: [], more: true };

/** `variables` undefined: nothing is asked yet. The next page is asked one at a time. */
export function usePages<Data, Variables extends AnyVariables, Row>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | undefined,
  connection: (data: Data) => Connection<Row> | null | undefined,
  /** The variable that the cursor is given as. */
  behind = "after",
): Pages<Row> {
  const client = useClient();
  const key = JSON.stringify(variables);
  const [read, setRead] = useState<Read<Row>>(NONE);
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<CombinedError>();
  const asked = useRef({ key, busy: false, connection });
  asked.current.connection = connection;

  const ask = useCallback(
    async (after: string | null | undefined, before: Row[]) => {
      if (!key || asked.current.busy) return;
      asked.current.busy = true;
      setReading(true);
      const given = { ...JSON.parse(key), ...(after ? { [behind]: after } : {}) } as Variables;
      const answer = await client.query(document, given, { requestPolicy: "network-only" }).toPromise();
      if (asked.current.key !== key) return; // another list is wanted meanwhile
      asked.current.busy = false;
      setReading(false);
      setError(answer.error);
      const page = answer.data && asked.current.connection(answer.data);
      if (page)
        setRead({
          rows: [...before, ...page.nodes],
          total: page.totalCount,
          cursor: page.pageInfo.endCursor,
          more: page.pageInfo.hasNextPage,
        });
    },
    [client, document, key, behind],
  );

  useEffect(() => {
    asked.current.key = key;
    asked.current.busy = false;
    setRead(NONE);
    setError(undefined);
    ask(undefined, []);
  }, [ask, key]);

  const next = useCallback(() => {
    if (read.more && !error) ask(read.cursor, read.rows);
  }, [ask, read, error]);
  const again = useCallback(() => {
    ask(undefined, []);
  }, [ask]);
  return { ...read, reading, error, next, again };
}
