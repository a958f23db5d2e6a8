import { words } from "../app/words";

export const views = words({
  view: ["常用视图", "Saved views"],
  choose: ["选择视图", "Choose a view"],
  own: ["本人保存", "Yours"],
  shared: ["本部门共享", "Shared in your department"],
  by: [(name: string, who: string) => `${name}（${who}）`, (name: string, who: string) => `${name} (${who})`],
  save: ["保存为视图", "Save as view"],
  manage: ["管理视图", "Manage views"],
  name: ["名称", "Name"],
  nameWhy: [
    "保存的是当前筛选条件，不含名单本身。名称中请勿写个人姓名或号码。",
    "The filters are saved, not the list. Put no person's name or number into it.",
  ],
  share: ["共享给本部门", "Share with my department"],
  saved: ["已保存", "Saved"],
  rename: ["改名", "Rename"],
  remove: ["删除", "Remove"],
  removeWhy: [
    "删除后，共享的同事也不再看到。",
    "Colleagues whom you share it with will not see it any more.",
  ],
  none: ["还没有保存的视图", "No views saved yet"],
  noneWhy: [
    "设好筛选条件后，选“保存为视图”，下次一次点击即可打开。",
    "Set the filters and choose “Save as view”; next time it is one click.",
  ],
  ok: ["确定", "OK"],
  cancel: ["取消", "Cancel"],
});
