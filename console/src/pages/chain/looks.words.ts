import { words } from "../../app/words";

export const looks = words({
  title: ["谁查看过", "Who looked at this"],
  about: [
    "应本人申请告知，谁在何时为何查看过其信息；本次查询也将记入访问日志。",
    "Tells a person, at their request, who looked at their data, when and what for. This question is logged too.",
  ],
  number: ["申请人身份证号", "ID number of who asks"],
  basis: ["申请人及凭据", "On whose request, by which paper"],
  purpose: ["用途", "What for"],
  ask: ["查询", "Ask"],
  needed: ["此项必填", "This is needed"],
  at: ["时间", "When"],
  department: ["部门", "Department"],
  who: ["经办", "Who"],
  own: ["查看对象", "What was shown"],
  person: ["本人", "The person"],
  household: ["所在家庭", "Their household"],
  opened: ["明文查看", "Shown in clear"],
  none: ["没有查看记录", "Nobody has looked"],
  more: ["仅列最近 100 条", "The latest 100"],
});
