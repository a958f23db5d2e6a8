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
  /** The id of the officer's account, once it is known; none where a program looks. */
  officer?: string;
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
  const officer = useOfficer();
  const session = useMemo(() => data && sessionOf(data.me, officer), [data, officer]);
  if (error) return <RefusalNote error={error} />;
  if (!session) return waiting;
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function sessionOf(me: SessionQuery["me"], officer?: Officer): Session {
  const scopes = new Set(me.scopes);
  return {
    me,
    name: officer?.name ?? me.client,
    officer: officer?.id,
    scopes,
    sees: new Set(me.sees),
    may: (need) => holds(scopes, me.department?.code, need),
  };
}

interface Officer {
  id: string;
  name: string;
}

function useOfficer(): Officer | undefined {
  const [officer, setOfficer] = useState<Officer>();
  useEffect(() => {
    const ended = new AbortController();
    fetch("/session", { headers: CONSOLE_HEADER, signal: ended.signal })
      .then(async (answer) => {
        if (answer.ok) setOfficer((await answer.json()).officer ?? undefined);
      })
      .catch(() => undefined); // without a name the client's id is shown
    return () => ended.abort();
  }, []);
  return officer;
}
