// Writes src/gql from the hub's SDL and the pages' questions; with --check, says whether it is what stands there.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { buildSchema, isEnumType, lexicographicSortSchema, parse, printSchema } from "graphql";
import { forms } from "./forms.mjs";
import { label } from "./label.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const sdl = readFileSync(join(root, "../schema/schema.graphql"), "utf8");
const schema = lexicographicSortSchema(buildSchema(sdl));
const scalars = { Date: "string", Instant: "string", Fen: "number", ID: "string" };

const documents = readdirSync(join(root, "src"), { recursive: true })
  .filter((name) => name.endsWith(".graphql"))
  .sort()
  .map((name) => {
    const rawSDL = readFileSync(join(root, "src", name), "utf8");
    return { location: name, rawSDL, document: parse(rawSDL) };
  });

const files = await preset.buildGeneratesSection({
  baseOutputDir: "src/gql/",
  schema: parse(printSchema(schema)),
  schemaAst: schema,
  documents,
  config: { scalars, strictScalars: false, enumsAsTypes: true, useTypeImports: true },
  presetConfig: { fragmentMasking: false, onlyOperationTypes: true },
  pluginMap: {},
  plugins: [],
  pluginContext: {},
});
const written = {};
for (const file of files) {
  if (file.filename.endsWith("/graphql.ts")) written["graphql.ts"] = await codegen(file);
}
written["labels.ts"] = labels();
written["forms.ts"] = forms(buildSchema(sdl), documents);

/** What the graph calls its codes in both languages, taken from their descriptions: "English (中文)." */
function labels() {
  const lines = ["// Written by scripts/codegen.mjs: what the graph calls its codes, [中文, English]."];
  for (const type of Object.values(schema.getTypeMap()).filter(isEnumType)) {
    if (type.name.startsWith("__")) continue;
    const entries = type.getValues().map((value) => `  ${value.name}: ${JSON.stringify(label(value))},`);
    lines.push("", `export const ${type.name} = {`, ...entries, "} as const;");
  }
  return `${lines.join("\n")}\n`;
}

const folder = join(root, "src/gql");
if (process.argv.includes("--check")) {
  const stale = Object.entries(written).filter(([name, text]) => read(join(folder, name)) !== text);
  if (stale.length) {
    console.error(`src/gql is stale (${stale.map(([name]) => name).join(", ")}): npm run codegen`);
    process.exit(1);
  }
} else {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, name), text);
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
