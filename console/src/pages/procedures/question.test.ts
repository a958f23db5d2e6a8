// The questions that are put together are questions that the graph answers, and every step has its form.
import { readFileSync } from "node:fs";
import { buildSchema, validate } from "graphql";
import { expect, test } from "vitest";
import { declared } from "../../parts/acts/act";
import { procedures } from "./procedure";
import { question } from "./question";
import { actOf } from "./steps";

const schema = buildSchema(readFileSync("../schema/schema.graphql", "utf8"));

test("the graph answers what is asked of each procedure", () => {
  const wrong = procedures.flatMap((one) => validate(schema, question(one)).map((error) => error.message));
  expect(procedures.length).toBeGreaterThan(5);
  expect(wrong).toEqual([]);
});

test("every step that an officer takes has a form", () => {
  const elsewhere = new Set(["refer", "acceptReferral", "returnReferral", "answerReferral", "closeReferral"]);
  const taken = procedures
    .flatMap((one) => one.steps)
    .filter((step) => !step.own && !elsewhere.has(step.act));
  const without = taken.filter((step) => !actOf(step).some((act) => declared(act).fields.length > 0));
  expect(without.map((step) => step.act)).toEqual([]);
});
