// Clients of graphql-ws and graphql-sse follow a subscription, with the next token each time they connect.
import { text } from "node:stream/consumers";
import { createClient as overEvents } from "graphql-sse";
import { createClient as overSocket } from "graphql-ws";
import webSocketImpl from "ws";

const { kind, url, tokens, query, since, events } = JSON.parse(await text(process.stdin));
const say = (what) => console.log(JSON.stringify(what));
const Authorization = () => { say({ connecting: true }); return `Bearer ${tokens.length > 1 ? tokens.shift() : tokens[0]}`; };
const client = kind === "ws"
  ? overSocket({ url: url.replace("http", "ws"), webSocketImpl, connectionParams: () => ({ Authorization: Authorization() }) })
  : overEvents({ url, headers: () => ({ Authorization: Authorization() }) });

let cursor = since, left = events;
const payload = { query, variables: { get since() { return cursor; } } };
for await (const { data, errors } of client.iterate(payload)) {
  if (errors) throw new Error(JSON.stringify(errors));
  cursor = data.referralPushed.cursor;
  say(data.referralPushed.referral.id);
  if (--left === 0) process.exit(0);
}
