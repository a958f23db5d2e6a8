// Mercurius with its just-in-time compiler and loaders.
import Fastify from "fastify";
import mercurius from "mercurius";
import { batched, edges, households, links, schema, targets } from "./data.mjs";

const loaders = {};
for (const [type, field, batch, column] of edges) {
  const loader = (queries) => batched(batch, queries.map(({ obj }) => obj[column]));
  (loaders[type] ??= {})[field] = { loader, opts: { cache: false } };
}
loaders.Chain = { nodes: { loader: (queries) => batched(links, queries.map(({ obj }) => obj.id)), opts: { cache: false } } };
const resolvers = {
  Query: { household: async (_, { id }) => (await households([id]))[0], eligibleTargets: (_, { programme }) => targets(programme) },
  Household: { chain: (household) => ({ id: household.id }) },
};
const app = Fastify();
app.register(mercurius, { schema, resolvers, loaders, jit: 1, cache: true });
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
