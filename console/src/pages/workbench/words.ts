import { words } from "../../app/words";

export const workbench = words({
  title: ["工作台", "Workbench"],
  about: ["等待处理的事项，先到期的在前", "What waits for you, what is due first comes first"],
  referrals: ["转办到本部门", "Referred to us"],
  papers: ["先行救助待补办手续", "Papers due after aid first"],
  proposals: ["待我审核确认", "To be confirmed by me"],
  reviews: ["应复核认定", "Determinations to be looked at again"],
  warnings: ["预警", "Early warnings"],
  visits: ["待走访", "Visits to make"],
  record: ["登记走访", "Record it"],
  imports: ["有误的报送文件", "Files with errors"],
  rows: [(n: number) => `${n} 行未接受`, (n: number) => `${n} rows refused`],
  jobs: ["进行中的后台任务", "Jobs under way or failed"],
  household: ["户编号", "Household"],
  what: ["事项", "What"],
  due: ["期限", "Due"],
  none: ["没有待办", "Nothing waits"],
  count: [
    (n: number) => `共 ${n > 10000 ? "10000 以上" : n} 件`,
    (n: number) => (n > 10000 ? "over 10000" : `${n}`),
  ],
  chain: ["救助链", "Chain"],
  since: [(day: string) => `${day} 起`, (day: string) => `since ${day}`],
});
