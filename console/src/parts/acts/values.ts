// What a form holds becomes what the act is sent: nothing empty, money in fen, and a refusal's path as the form's.
import { type Field, fieldsOf, type Values } from "./act";

/** The variables: of an object that is not needed and in which nothing was filled in, none. */
export function variables(fields: readonly Field[], values: Values): Values {
  const sent = fields.map((field) => [field.name, sentValue(field, values[field.name])] as const);
  return Object.fromEntries(sent.filter(([, value]) => value !== undefined));
}

function sentValue(field: Field, value: unknown): unknown {
  if (field.many && Array.isArray(value)) {
    const all = value.map((one) => single(field, one)).filter((one) => one !== undefined);
    return all.length || field.needed ? all : undefined;
  }
  return single(field, value);
}

function single(field: Field, value: unknown): unknown {
  if (value === undefined || value === null || value === "") return undefined;
  const inner = fieldsOf(field.type);
  if (inner) {
    const held = variables(inner, value as Values);
    return filled(value) || field.needed ? held : undefined;
  }
  if (field.type === "Fen") return Math.round(Number(value) * 100);
  return typeof value === "string" ? value.trim() || undefined : value;
}

/** Whether anything in it was filled in. */
export function filled(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (typeof value !== "object") return true;
  return Object.values(value).some(filled);
}

/** One laid over the other, objects within objects. */
export function over(below: Values, above: Values | undefined): Values {
  const laid = { ...below };
  for (const [name, value] of Object.entries(above ?? {})) {
    const held = laid[name];
    laid[name] = plain(value) && plain(held) ? over(held, value) : value;
  }
  return laid;
}

const plain = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The refusal's path as `input.lines[0].programme` as the names that the form knows. */
export function named(path: string | null | undefined, fields: readonly Field[]): (string | number)[] {
  const steps = (path ?? "").split(/[.[\]]+/).filter(Boolean);
  const names = steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const first = fields[0];
  const within = first && fields.every((one) => one.name !== names[0]) && fieldsOf(first.type);
  return names.length && within ? [first.name, ...names] : names;
}
