import { expect, test } from "vitest";
import { say, words } from "./words";

test("each language says its own sentence, with what it is given", () => {
  const table = words({ found: [(n: number) => `共 ${n} 户`, (n: number) => `${n} households`] });
  expect(say(table, "zh").found(3)).toBe("共 3 户");
  expect(say(table, "en").found(3)).toBe("3 households");
});
