// GraphQL Yoga with a DataLoader for every edge, made anew for each request.
import { createServer } from "node:http";
import DataLoader from "dataloader";
import { createSchema, createYoga } from "graphql-yoga";
import { batched, edges, households, links, schema, targets } from "./data.mjs";

const resolvers = {
  Query: { household: async (_, { id }) => (await households([id]))[0], eligibleTargets: (_, { programme }) => targets(programme) },
  Household: { chain: (household) => ({ id: household.id }) },
  Chain: { nodes: ({ id }, _, context) => load(context, "links", links, id) },
};
function load(context, name, batch, key) {
  if (key === null) return null;
  context.loaders ??= {};
  context.loaders[name] ??= new DataLoader((keys) => batched(batch, keys));
  return context.loaders[name].load(key);
}
for (const [type, field, batch, column] of edges) {
  (resolvers[type] ??= {})[field] = (row, _, context) => load(context, batch.name, batch, row[column]);
}
const yoga = createYoga({ schema: createSchema({ typeDefs: schema, resolvers }), logging: false, graphiql: false, maskedErrors: false });
createServer(yoga).listen(Number(process.env.PORT), "127.0.0.1");
