// The session: who has signed in, what they may do and which columns they are shown; asked once of the graph.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { useQuery } from "urql";
import { SessionDocument, type SessionQuery } from "../gql/graphql";
import { RefusalNote } from "../parts/RefusalNote";
import { CONSOLE_HEADER } from "./graph";
import { holds, type Need } from "./rights";

export interface Session {
  me: SessionQuery["me"];
  /** The officer's name, or the client's id where a program looks. */
  name: string;
  scopes: ReadonlySet<string>;
  sees: ReadonlySet<string>;
  may: (need: Need) => boolean;
}

const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("asked outside of a session");
  return session;
}

export function SessionProvider({ children, waiting }: { children: ReactNode; waiting: ReactNode }) {
  const [{ data, error }] = useQuery({ query: SessionDocument });
  const name = useOfficerName();
  const session = useMemo(() => data && sessionOf(data.me, name), [data, name]);
  if (error) return <RefusalNote error={error} />;
  if (!session) return waiting;
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function sessionOf(me: SessionQuery["me"], name?: string): Session {
  const scopes = new Set(me.scopes);
  return {
    me,
    name: name ?? me.client,
    scopes,
    sees: new Set(me.sees),
    may: (need) => holds(scopes, me.department?.code, need),
  };
}

function useOfficerName(): string | undefined {
  const [name, setName] = useState<string>();
  useEffect(() => {
    const ended = new AbortController();
    fetch("/session", { headers: CONSOLE_HEADER, signal: ended.signal })
      .then(async (answer) => {
        if (answer.ok) setName((await answer.json()).officer?.name);
      })
      .catch(() => undefined); // without a name the client's id is shown
    return () => ended.abort();
  }, []);
  return name;
}
