// A job, looked at again every second until it has ended.
import { useEffect } from "react";
import { useQuery } from "urql";
import { TrialDocument } from "../../gql/graphql";

const ENDED = new Set(["DONE", "FAILED", "CANCELLED"]);

export function useTrial(id: string) {
  const [{ data, error }, ask] = useQuery({
    query: TrialDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const job = data?.job?.id === id ? data.job : undefined;
  const read = data !== undefined;
  const ended = job ? ENDED.has(job.state) : read;
  useEffect(() => {
    if (ended) return;
    const tick = setInterval(() => ask({ requestPolicy: "network-only" }), 1000);
    return () => clearInterval(tick);
  }, [ended, ask]);
  return { job, read, ended, error, again: () => ask({ requestPolicy: "network-only" }) };
}
