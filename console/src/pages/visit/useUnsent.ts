// Unsent visits: sent one by one when there is a net, kept until the hub has answered.
import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { refusals } from "../../app/graph";
import { useWords } from "../../app/words";
import { HouseholdByNumberDocument, RecordVisitDocument, type RecordVisitInput } from "../../gql/graphql";
import { keep, kept, type Visit } from "./unsent";
import { visit as words } from "./words";

const NO_NET = Symbol("no answer");

export function useUnsent(officer: string, recorded: () => void) {
  const said = useWords(words);
  const client = useClient();
  const [unsent, setUnsent] = useState(() => kept(officer).unsent);
  const sending = useRef(false);

  const hold = useCallback(
    (visits: Visit[]) => {
      keep(officer, { ...kept(officer), unsent: visits });
      setUnsent(visits);
    },
    [officer],
  );

  /** Sends one: undefined when the hub has it, the refusal's sentence, or that nothing answered. */
  const send = useCallback(
    async ({ key, visit, household, number, values }: Visit): Promise<string | undefined | typeof NO_NET> => {
      let home = household;
      if (!visit && !home) {
        const found = await client.query(HouseholdByNumberDocument, { number: number ?? "" }).toPromise();
        if (found.error) return found.error.networkError ? NO_NET : refusals(found.error)[0]?.message;
        home = found.data?.household?.id;
        if (!home) return said.notFound;
      }
      const about = visit ? { id: visit } : { household: home, externalId: key };
      const input = { ...(values.input as RecordVisitInput), ...about };
      const { data, error } = await client.mutation(RecordVisitDocument, { input }).toPromise();
      if (error) return error.networkError ? NO_NET : refusals(error)[0]?.message;
      return data?.done.__typename === "Refused" ? data.done.message : undefined;
    },
    [client, said],
  );

  const sendAll = useCallback(async () => {
    if (sending.current) return;
    sending.current = true;
    for (const one of kept(officer).unsent) {
      const answer = await send(one);
      if (answer === NO_NET) break;
      const others = kept(officer).unsent.filter((other) => other.key !== one.key);
      hold(answer === undefined ? others : [...others, { ...one, refused: answer }]);
      if (answer === undefined) recorded();
    }
    sending.current = false;
  }, [officer, send, hold, recorded]);

  useEffect(() => {
    sendAll();
    addEventListener("online", sendAll);
    return () => removeEventListener("online", sendAll);
  }, [sendAll]);

  const add = (one: Visit) => {
    hold([...kept(officer).unsent, one]);
    return sendAll();
  };
  const drop = (key: string) => hold(kept(officer).unsent.filter((one) => one.key !== key));
  return { unsent, add, drop, sendAll };
}

/** Whether the browser has a net, as far as it knows. */
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const told = () => setOnline(navigator.onLine);
    addEventListener("online", told);
    addEventListener("offline", told);
    return () => {
      removeEventListener("online", told);
      removeEventListener("offline", told);
    };
  }, []);
  return online;
}
