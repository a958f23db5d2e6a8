// The graph: asked with the session's cookie and the header that no page of others can send; no token is in scripts.
import { type CombinedError, cacheExchange, createClient, fetchExchange } from "urql";
import type { Language } from "./words";

export const CONSOLE_HEADER = { "X-Aidhub-Console": "1" };
/** What means that nobody is signed in (any more). */
const SIGNED_OUT = new Set(["SESSION_ENDED", "NOT_AUTHENTICATED", "UNAUTHENTICATED", "INVALID_TOKEN"]);

export function signIn(): void {
  const here = location.pathname + location.search;
  location.assign(`/signin?next=${encodeURIComponent(here)}`);
}

export function headers(language: Language, purpose?: string): Record<string, string> {
  const said: Record<string, string> = {
    ...CONSOLE_HEADER,
    "Accept-Language": language === "zh" ? "zh-CN" : "en",
  };
  if (purpose) said["X-Purpose"] = purpose;
  return said;
}

export function graph(language: Language) {
  return createClient({
    url: "/graphql",
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
    fetchOptions: { headers: headers(language) },
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      if (answer.status === 401) signIn();
      return answer;
    },
  });
}

export interface Refusal {
  code: string;
  message: string;
  requestId?: string;
  path: readonly (string | number)[];
}

/** The refusals that an answer holds, or the one of a connection that failed. */
export function refusals(error: CombinedError | undefined): Refusal[] {
  if (!error) return [];
  if (error.networkError) return [{ code: "NO_ANSWER", message: "", path: [] }];
  const found = error.graphQLErrors.map((one) => ({
    code: String(one.extensions?.code ?? "ERROR"),
    message: one.message,
    requestId: one.extensions?.requestId as string | undefined,
    path: one.path ?? [],
  }));
  if (found.some((one) => SIGNED_OUT.has(one.code))) signIn();
  return found;
}
