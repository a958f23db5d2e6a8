// oauth4webapi against the hub: what it validates is what an integrator's program will insist on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as jose from "jose";
import * as oauth from "oauth4webapi";

const told = JSON.parse(readFileSync(0, "utf8"));
const http = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(told.issuer);
const client = { client_id: told.client.id };
const gateway = { client_id: told.gateway.id };

const key = await crypto.subtle.importKey(
  "jwk", { ...told.client.key, key_ops: ["sign"] }, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"],
);
const signed = oauth.PrivateKeyJwt({ key, kid: told.client.key.kid });
const basic = oauth.ClientSecretBasic(told.client.secret);
const gatewayBasic = oauth.ClientSecretBasic(told.gateway.secret);

const check = async (name, act) => { const value = await act(); console.log(`ok ${name}`); return value; };

const as = await check("discovery", async () =>
  oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm: "oauth2", ...http })));

const resource = new URL(told.resource);
await check("resource metadata", async () =>
  oauth.processResourceDiscoveryResponse(resource, await oauth.resourceDiscoveryRequest(resource, http)));

const ask = (auth, parameters) => oauth.clientCredentialsGrantRequest(as, client, auth, new URLSearchParams(parameters), http);
const token = async (auth, parameters) => oauth.processClientCredentialsResponse(as, client, await ask(auth, parameters));
const refused = (error) => (thrown) => thrown.error === error || thrown.cause?.[0]?.parameters?.error === error;

const scope = "hub:read housing/targets:read";
const first = await check("private_key_jwt", () => token(signed, { scope }));
assert.equal(first.expires_in, 300);
await check("client_secret_basic", () => token(basic, { scope }));
await check("resource indicator", () => token(signed, { scope, resource: told.resource }));
await check("scope escalation refused", () => assert.rejects(token(signed, { scope: "hub:keys" }), refused("invalid_scope")));
await check("without a scope: what the client was granted, and said", async () =>
  assert.ok((await token(signed, {})).scope.split(" ").includes("housing/targets:read")));
await check("foreign resource refused", () =>
  assert.rejects(token(signed, { scope, resource: "https://elsewhere.example" }), refused("invalid_target")));

await check("access token is RFC 9068", async () => {
  const request = new Request(told.resource, { headers: { authorization: `Bearer ${first.access_token}` } });
  const claims = await oauth.validateJwtAccessToken(as, request, told.resource, http);
  assert.equal(claims.client_id, told.client.id);
});
await check("jose verifies by the published keys", async () => {
  const keys = jose.createRemoteJWKSet(new URL(as.jwks_uri));
  const { payload } = await jose.jwtVerify(first.access_token, keys, { issuer: told.issuer, audience: told.resource, typ: "at+jwt" });
  assert.equal(payload.scope, scope.split(" ").sort().join(" "));
});

const introspect = async (value) => oauth.processIntrospectionResponse(
  as, gateway, await oauth.introspectionRequest(as, gateway, gatewayBasic, value, http));
await check("introspection: active", async () => assert.equal((await introspect(first.access_token)).active, true));
await check("introspection: junk", async () => assert.equal((await introspect("junk")).active, false));
await check("revocation", async () =>
  oauth.processRevocationResponse(await oauth.revocationRequest(as, client, signed, first.access_token, http)));
await check("introspection: revoked", async () => assert.equal((await introspect(first.access_token)).active, false));
