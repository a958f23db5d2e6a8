// An OpenID provider (oidc-provider) for what standard input says: port, key, clients and what else their tokens say.
// It prints a line when it listens, and tells at /fetches how often its keys were fetched.
import { text } from "node:stream/consumers";
import { Provider } from "oidc-provider";

const { port, key, clients, claims } = JSON.parse(await text(process.stdin));
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: clients.map((client) => ({
    grant_types: ["client_credentials"], redirect_uris: [], response_types: [], ...client,
  })),
  jwks: { keys: [key] },
  extraTokenClaims: (_, token) => claims[token.clientId],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, audience) => ({
        audience, scope: "hub:read housing/targets:read identity/number:read",
        accessTokenFormat: "jwt", accessTokenTTL: 300, jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
});
let fetches = 0;
provider.use(async (context, next) => {
  if (context.path === "/fetches") return void (context.body = { fetches });
  if (context.path === "/jwks") fetches += 1;
  await next();
});
provider.listen(port, "127.0.0.1", () => console.log("ready"));
