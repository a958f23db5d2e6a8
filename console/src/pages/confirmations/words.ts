import { words } from "../../app/words";

export const confirmations = words({
  title: ["待确认", "To confirm"],
  about: [
    "他人录入、等待审核确认的事项；本人录入的由他人确认。",
    "What others entered and waits for a second person; your own is for another to confirm.",
  ],
  box: ["范围", "Whose"],
  act: ["事项", "What"],
  every: ["全部事项", "Everything"],
  household: ["户编号", "Household"],
  person: ["人员", "Person"],
  by: ["录入人", "Entered by"],
  at: ["录入时间", "Entered"],
  due: ["期限", "Due"],
  state: ["状态", "State"],
  field: ["项目", "Field"],
  before: ["原值", "Before"],
  now: ["录入值", "Entered"],
  nothing: ["（无）", "(none)"],
  confirm: ["确认", "Confirm"],
  back: ["退回", "Return"],
  reason: ["退回原因", "Why it is returned"],
  reasonWhy: [
    "录入人将看到退回原因，更正后重新录入。",
    "Whoever entered it reads this, mends it and enters it anew.",
  ],
  chosen: [(n: number) => `已选 ${n} 项`, (n: number) => `${n} chosen`],
  confirmed: [(n: number) => `已确认 ${n} 项`, (n: number) => `${n} confirmed`],
  returned: [(n: number) => `已退回 ${n} 项`, (n: number) => `${n} returned`],
  refused: [(n: number) => `${n} 项未办理`, (n: number) => `${n} were refused`],
  sure: [
    (n: number) => `确认这 ${n} 项？确认后立即生效。`,
    (n: number) => `Confirm these ${n}? They take effect at once.`,
  ],
  none: ["没有等待您确认的事项", "Nothing waits for you"],
  noneWhy: [
    "他人录入后会出现在这里；可切换范围查看本人录入或全部事项。",
    "What others enter appears here; another box shows what you entered, or all of it.",
  ],
  cancel: ["取消", "Cancel"],
});
