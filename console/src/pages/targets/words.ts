import { words } from "../../app/words";

export const targets = words({
  title: ["应救助名单", "Targets"],
  about: [
    "按政策条件推算出的对象，是线索，由本部门认定。",
    "Whom the rules find. A lead: your department decides.",
  ],
  programme: ["项目", "Programme"],
  division: ["区划", "Division"],
  certainty: ["确定程度", "Certainty"],
  category: ["类别", "Category"],
  every: ["全部", "All"],
  workbook: ["导出 Excel", "Excel workbook"],
  making: ["正在导出…", "Exporting …"],
  number: ["户编号", "Household"],
  who: ["对象", "Whom"],
  place: ["所属区划", "Division"],
  address: ["住址", "Address"],
  since: ["自", "Since"],
  open: ["待核实 / 由部门认定", "To be checked / decided"],
  cites: ["依据", "Paragraph"],
  chain: ["救助链", "Chain"],
  members: [
    (name: string, n: number) => `${name} 等 ${n} 人`,
    (name: string, n: number) => `${name} and ${n - 1} more`,
  ],
  none: ["没有符合筛选条件的对象", "Nobody meets these filters"],
  noneWhy: [
    "可放宽区划或类别，或改看“待核实”的对象。",
    "Widen division or category, or look at those to be checked.",
  ],
  noProgrammes: ["本部门没有救助项目", "Your department runs no programme"],
  failed: ["没有收到平台的答复，请重试。", "The hub did not answer. Try again."],
});
