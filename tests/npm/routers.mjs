// Routers compose the hub with a subgraph of lessons, start, and ask both on behalf of a token's holder.
// On standard input: the hub's address and subgraph, a household there, a token.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { composeServices as composedByApollo } from "@apollo/composition";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { composeServices as composedByGuild } from "@theguild/federation-composition";
import { buildSchema, graphql, parse } from "graphql";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const LESSONS = `
type Query { lessons: [Lesson!]! }
type Lesson { note: String! household: Household! }
type Household KEY { id: ID! lessons: [Lesson!]! }
`;
const QUESTION = "{ lessons { note household { id number } } me { client } }";

const { url, sdl, household, token } = JSON.parse(await text(process.stdin));
const authorization = `Bearer ${token}`;
const lessons = createServer(async (request, response) => {
  const { query } = JSON.parse(await text(request));
  const rootValue = { lessons: [{ note: "reading", household: { id: household } }] };
  const answer = await graphql({ schema: buildSchema(LESSONS.replace("KEY", "")), source: query, rootValue });
  response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
});
await new Promise((listening) => lessons.listen(0, "127.0.0.1", listening));
const parts = [
  { name: "aidhub", url, typeDefs: parse(sdl) },
  {
    name: "lessons",
    url: `http://127.0.0.1:${lessons.address().port}`,
    typeDefs: parse(LINK + LESSONS.replace("KEY", '@key(fields: "id")')),
  },
];

function composed(compose) {
  const { errors, supergraphSdl } = compose(parts);
  if (errors?.length) throw new Error(errors.map((error) => error.message).join("\n"));
  return supergraphSdl;
}

async function apollo(supergraphSdl) {
  const willSendRequest = ({ request }) => request.http.headers.set("authorization", authorization);
  const silent = { debug() {}, info() {}, warn() {}, error() {} };
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) => new RemoteGraphQLDataSource({ url, willSendRequest }),
    logger: silent,
  });
  const { executor, schema } = await gateway.load();
  const request = { query: QUESTION };
  const answer = await executor({ document: parse(QUESTION), queryHash: "", request, context: {}, metrics: {}, schema });
  await gateway.stop();
  return answer;
}

async function hive(supergraph) {
  const fromClientToSubgraphs = ({ request }) => ({ authorization: request.headers.get("authorization") });
  const gateway = createGatewayRuntime({ supergraph, propagateHeaders: { fromClientToSubgraphs }, logging: false });
  const answer = await gateway.fetch("http://router/graphql", {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ query: QUESTION }),
  });
  const body = await answer.json();
  await gateway.dispose();
  return body;
}

const answers = {};
for (const [router, ask, compose] of [
  ["@apollo/gateway", apollo, composedByApollo],
  ["@apollo/gateway, composed by @theguild/federation-composition", apollo, composedByGuild],
  ["Hive Gateway", hive, composedByGuild],
]) {
  try {
    answers[router] = await ask(composed(compose));
  } catch (error) {
    answers[router] = { failed: error.message };
  }
}
console.log(JSON.stringify(answers));
lessons.close();
lessons.closeAllConnections();
