// The audit of graphql-http: how an endpoint keeps to the specification of GraphQL over HTTP, asked with a token.
import { text } from "node:stream/consumers";
import { serverAudits } from "graphql-http";

const { url, token } = JSON.parse(await text(process.stdin));
const fetchFn = (to, init = {}) => fetch(to, { ...init, headers: { ...init.headers, Authorization: `Bearer ${token}` } });
const results = [];
for (const audit of serverAudits({ url, fetchFn })) {
  const { status, id, name, reason } = await audit.fn();
  results.push({ status, id, name, reason });
}
console.log(JSON.stringify(results));
