// What the hub works on, looked at again every second until it has ended.
import { useEffect } from "react";
import { type TypedDocumentNode, useQuery } from "urql";

const ENDED = new Set(["DONE", "FAILED", "CANCELLED"]);

/** `one` is of the id that is asked for now; nothing is asked without an id. `read`: the hub has answered. */
export function useUntilEnded<Data, One extends { id: string; state: string }>(
  document: TypedDocumentNode<Data, { id: string }>,
  id: string | undefined,
  of: (data: Data) => One | null | undefined,
) {
  const [{ data, error }, ask] = useQuery({
    query: document,
    variables: { id: id ?? "" },
    pause: !id,
    requestPolicy: "network-only",
  });
  const told = data && of(data);
  const one = told?.id === id ? told : undefined;
  const read = data !== undefined;
  const ended = one ? ENDED.has(one.state) : read;
  useEffect(() => {
    if (!id || ended) return;
    const tick = setInterval(() => ask({ requestPolicy: "network-only" }), 1000);
    return () => clearInterval(tick);
  }, [id, ended, ask]);
  return { one: one ?? undefined, read, ended, error, again: () => ask({ requestPolicy: "network-only" }) };
}
