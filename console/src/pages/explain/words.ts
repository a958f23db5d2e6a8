import { words } from "../../app/words";

export const explain = words({
  title: ["逐条说明", "Clause by clause"],
  of: [
    (number: string) => `家庭 ${number} 逐条说明`,
    (number: string) => `Household ${number}, clause by clause`,
  ],
  about: [
    "按今天掌握的情况对照项目条件；结果是线索，由人核实决定。",
    "The rule read with what is known today. It is a lead: a person decides.",
  ],
  programme: ["救助项目", "Programme"],
  choose: ["请选择项目", "Choose a programme"],
  person: ["人员", "Person"],
  everybody: ["全部成员", "Everybody"],
  household: ["整户", "The household"],
  back: ["回到救助链", "To the chain"],
  noChoice: ["请先选择一个项目", "Choose a programme first"],
  noChoiceWhy: [
    "选定后，逐条列出条件、所依据的情况和结论。",
    "Then every clause is shown with what it read and what it comes to.",
  ],
  none: ["没有可以说明的对象", "Nobody to explain here"],
  noneWhy: [
    "该户不在本部门授权范围内，或该项目不属本部门。只有民政部门可以查看其他部门的项目。",
    "The household is outside your slice, or the programme is another department's; civil affairs alone reads all.",
  ],
  is: [(how: string) => `结论：${how}`, (how: string) => `Comes to: ${how}`],
  all: ["以下条件须全部符合", "All of these are needed"],
  any: [
    (n: number) => `第 ${n} 组（各组有一组全部符合即可）`,
    (n: number) => `Group ${n} (one whole group is enough)`,
  ],
  read: ["所依据的情况", "What was read"],
  unknown: ["没有掌握", "not known"],
  withheld: ["未与本部门共享，仅示结论", "not shared with your department; the conclusion alone is"],
  from: [(who: string) => `来源：${who}`, (who: string) => `from ${who}`],
  because: ["推导自", "derived by"],
  elsewhere: ["文件之外的通用规则", "not in the document"],
  left: ["由部门自行认定", "Left to the department"],
  readFor: [(who: string) => `按成员 ${who} 对照`, (who: string) => `read for ${who}`],
});
