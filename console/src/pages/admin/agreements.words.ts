import { words } from "../../app/words";

export const agreements = words({
  overdue: ["超期未答复", "Overdue"],
  due: ["答复期限", "To be decided"],
  basis: ["法律依据", "Basis"],
  quote: ["原文", "Its sentence"],
  scenario: ["使用场景", "What for"],
  fields: ["数据项", "Columns"],
  ways: ["共享方式", "Ways"],
  quota: ["当日用量/限额", "Used today, of"],
  unlimited: ["不限", "any number"],
  programmes: ["项目范围", "Programmes"],
  divisions: ["地域范围", "Divisions"],
  all: ["不限", "all"],
  valid: ["有效期", "Valid"],
  requested: ["申请", "Asked for"],
  decided: ["答复", "Decided"],
  ended: ["终止", "Ended"],
  none: ["没有符合条件的共享约定", "No agreements"],
  noneWhy: [
    "没有生效中的约定，本部门就看不到登记的对象。可清除筛选，或申请数据共享。",
    "Without an agreement in force your department is shown nothing. Clear the filter, or ask for one.",
  ],
});
