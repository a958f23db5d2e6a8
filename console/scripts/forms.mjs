// What the acts of the console's pages take, field by field, as the graph declares them: the forms are made of it.
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import { label } from "./label.mjs";

export function forms(schema, documents) {
  const mutations = schema.getMutationType().getFields();
  const acts = {};
  const inputs = new Map();
  const codes = new Set();
  for (const name of named(documents, Object.keys(mutations))) {
    const { args, description } = mutations[name];
    const needs = /Needs \(须有\): (.*)\.$/su.exec(description)?.[1].split(" or ") ?? [];
    acts[name] = {
      about: label({ name, description }),
      needs: needs.map((scope) => scope.replace("<department>", "*")),
      fields: args.map((one) => field(one, isRequiredArgument(one))),
    };
  }

  function field(one, needed) {
    const bare = getNullableType(one.type);
    const type = getNamedType(bare);
    if (isEnumType(type)) codes.add(type.name);
    if (isInputObjectType(type) && !inputs.has(type.name)) {
      inputs.set(type.name, undefined); // it may hold itself
      inputs.set(
        type.name,
        Object.values(type.getFields()).map((inner) => field(inner, isRequiredInputField(inner))),
      );
    }
    const start = one.defaultValue;
    return {
      name: one.name,
      type: type.name,
      label: label(one),
      ...(needed && { needed: true }),
      ...(isListType(bare) && { many: true }),
      ...(start !== undefined && start !== null && !Array.isArray(start) && { start }),
    };
  }

  const used = [...codes].sort();
  return [
    "// Written by scripts/codegen.mjs: what the acts of the console's pages take, as the graph declares it.",
    `import { ${used.join(", ")} } from "./labels";`,
    "",
    table("ACTS", acts),
    table("INPUTS", Object.fromEntries([...inputs].sort(([a], [b]) => a.localeCompare(b)))),
    `export const CODES = { ${used.join(", ")} } as const;`,
    "",
  ].join("\n");
}

/** The fields of `Mutation` that the pages' documents name, and each department's feedback: that is asked by its code. */
function named(documents, all) {
  const found = documents
    .flatMap(({ document }) => document.definitions)
    .filter((one) => one.operation === "mutation")
    .flatMap((one) => one.selectionSet.selections.map((selection) => selection.name.value));
  const feedback = all.filter((name) => name.startsWith("feedBack"));
  return [...new Set([...found, ...feedback])].sort();
}

const table = (name, content) => {
  const lines = Object.entries(content).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},`);
  return `export const ${name} = {\n${lines.join("\n")}\n} as const;\n`;
};
