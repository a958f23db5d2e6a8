// Client tools read the SDL on standard input: graphql-js, and graphql-codegen, which says how many types it wrote.
import { text } from "node:stream/consumers";
import { generate } from "@graphql-codegen/cli";
import { buildSchema, validateSchema } from "graphql";

const sdl = await text(process.stdin);
const errors = validateSchema(buildSchema(sdl));
if (errors.length) throw new Error(errors.map((error) => error.message).join("\n"));
const [types] = await generate({ schema: sdl, generates: { "types.ts": { plugins: ["typescript"] } }, silent: true }, false);
console.log(JSON.stringify({ types: [...types.content.matchAll(/^export (?:type|enum) (\w+)/gm)].map(([, name]) => name) }));
