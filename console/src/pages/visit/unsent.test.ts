import { expect, test } from "vitest";
import { holdsNumber, keep, kept } from "./unsent";

const VISIT = { key: "k", number: "H-1", values: { input: { findings: "屋顶漏雨" } } };

test("what is typed is kept until nothing is unsent, for its officer alone", () => {
  keep("one", { unsent: [VISIT] });
  expect(kept("one").unsent).toEqual([VISIT]);
  expect(kept("other").unsent).toEqual([]);
  keep("one", { unsent: [] });
  expect(localStorage.length).toBe(0);
});

test("the number of an ID is known in whatever it is written into", () => {
  expect(holdsNumber({ input: { findings: "本人 629901 19900101 123X 已核" } })).toBe(true);
  expect(holdsNumber({ input: { findings: "电话 13900000000，3 口人" } })).toBe(false);
});
