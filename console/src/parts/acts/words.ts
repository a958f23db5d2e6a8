import { words } from "../../app/words";

export const acts = words({
  act: ["办理", "Act"],
  send: ["提交", "Send"],
  cancel: ["取消", "Cancel"],
  add: [(what: string) => `添加${what}`, (what: string) => `Add: ${what}`],
  remove: ["移除", "Remove"],
  needed: ["此项必填", "This is needed"],
  yes: ["是", "Yes"],
  no: ["否", "No"],
  yuan: ["元", "yuan"],
  done: [(title: string) => `${title}：已办理`, (title: string) => `${title}: done`],
  waits: [
    (day: string) => `已录入，待他人审核确认（${day}前）`,
    (day: string) => `Entered; another person confirms it by ${day}`,
  ],
  noAnswer: [
    "没有收到平台的答复，请重试；重复提交只办理一次。",
    "The hub did not answer. Try again: what is sent twice is done once.",
  ],
});
