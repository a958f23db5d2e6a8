// PostGraphile v5 on the same tables; foreign keys that the hub leaves to its catalogue are told by smart tags.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { makeJSONPgSmartTagsPlugin } from "postgraphile/utils";

const tags = makeJSONPgSmartTagsPlugin({
  version: 1,
  config: {
    class: {
      "public.targets": { tags: { foreignKey: "(programme) references public.programmes (code)" } },
      "public.chain_links": { tags: { foreignKey: "(department) references public.departments (code)" } },
      "public.determinations": { tags: { foreignKey: "(category) references public.categories (code)" } },
      "public.assistance_records": { tags: { foreignKey: "(programme) references public.programmes (code)" } },
    },
  },
});
const preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [tags],
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [makePgService({ connectionString: process.env.DATABASE_URL, schemas: ["public"], poolConfig: { max: Number(process.env.CONNECTIONS) } })],
  grafast: { explain: false },
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false, maxRequestLength: 1000000 },
};
const serving = postgraphile(preset).createServ(grafserv);
const server = createServer();
server.on("error", (error) => { console.error(error); process.exit(1); });
await serving.addTo(server);
if (process.env.PRINT) {
  const { printSchema } = await import("graphql");
  console.log(printSchema((await postgraphile(preset).getSchema())));
}
server.listen(Number(process.env.PORT), "127.0.0.1");
