import { words } from "../../app/words";

export const sources = words({
  sources: ["定时读取的数据来源", "Sources that are fetched"],
  source: ["数据来源", "Source"],
  every: ["读取周期", "Every"],
  minutes: [(n: number) => `${n} 分钟`, (n: number) => `${n} minutes`],
  fetched: ["上次读取", "Fetched"],
  next: ["下次读取", "Next"],
  failing: [(n: number) => `连续失败 ${n} 次，需处理`, (n: number) => `failed ${n} times: see to it`],
  failed: [(n: number) => `失败 ${n} 次，将重试`, (n: number) => `failed ${n} times, is tried again`],
  paused: ["已暂停", "paused"],
  well: ["正常", "well"],
  why: ["原因", "Why"],
  noSources: ["没有定时读取的数据来源", "No source is fetched"],
  noSourcesWhy: [
    "定时读取的来源由平台运行人员配置，首次读取后在此显示。",
    "Whoever runs the hub sets up what is fetched; it stands here once it was fetched for the first time.",
  ],
  jobs: ["我的任务", "My jobs"],
  kind: ["任务类型", "What"],
  come: ["进度", "Done"],
  asked: ["提交时间", "Asked for"],
  ended: ["结束时间", "Ended"],
  kept: ["结果保留至", "Kept until"],
  noJobs: ["没有任务", "No jobs"],
  noJobsWhy: [
    "导出、规则试算、比对和汇总等耗时工作在此显示进度。",
    "What takes long stands here: exports, simulations of rules, cross checks, totals.",
  ],
});
