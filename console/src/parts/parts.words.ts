import { words } from "../app/words";

export const parts = words({
  reveal: ["显示", "Show"],
  hide: ["隐藏", "Hide"],
  why: ["查看用途", "What is it for?"],
  whyNote: ["完整信息显示 60 秒，本次查看将记入访问日志。", "Shown for 60 seconds; the look is logged."],
  note: ["说明（如案件编号，可不填）", "Note, as the case's number (may be empty)"],
  left: [(n: number) => `${n} 秒后隐藏`, (n: number) => `hidden in ${n} s`],
  noAnswer: [
    "没有收到平台的答复，请检查网络后重试。",
    "The hub did not answer. Check the network and try again.",
  ],
  request: ["请求编号", "Request"],
  again: ["重试", "Try again"],
  total: [
    (loaded: number, all: number) => `已载入 ${loaded} / 共 ${all > 10000 ? "10000 以上" : all} 条`,
    (loaded: number, all: number) => `${loaded} loaded of ${all > 10000 ? "more than 10000" : all}`,
  ],
  more: ["继续载入", "Load more"],
  divisions: ["选择辖区，可多选", "Choose divisions, one or several"],
  wholeSlice: ["全部辖区", "All divisions"],
  overdue: [(n: number) => `超期 ${n} 天`, (n: number) => `${n} days overdue`],
  dueToday: ["今日到期", "due today"],
  due: [(n: number) => `还有 ${n} 天`, (n: number) => `${n} days left`],
});
