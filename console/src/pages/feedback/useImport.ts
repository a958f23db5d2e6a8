// An import, looked at again every second until it has ended.
import { useEffect } from "react";
import { useQuery } from "urql";
import { ImportDocument } from "../../gql/graphql";

const ENDED = new Set(["DONE", "FAILED", "CANCELLED"]);

export function useImport(id: string | undefined) {
  const [{ data, error }, ask] = useQuery({
    query: ImportDocument,
    variables: { id: id ?? "" },
    pause: !id,
    requestPolicy: "network-only",
  });
  const one = data?.import?.id === id ? data?.import : undefined;
  const ended = one ? ENDED.has(one.state) : false;
  useEffect(() => {
    if (!id || ended) return;
    const tick = setInterval(() => ask({ requestPolicy: "network-only" }), 1000);
    return () => clearInterval(tick);
  }, [id, ended, ask]);
  return { one, ended, error };
}
