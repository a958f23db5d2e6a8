import { words } from "./words";

export const shell = words({
  hub: ["低收入人口救助帮扶平台", "Assistance hub"],
  menu: ["主菜单", "Main menu"],
  skip: ["跳到正文", "Skip to the content"],
  other: ["English", "中文"],
  account: ["我的账号", "My account"],
  leave: ["退出登录", "Sign out"],
  province: ["全省", "Whole province"],
  loading: ["正在打开…", "Opening …"],
  goTo: ["输入户编号查一户", "Household number"],
  notFound: ["授权范围内没有这个户编号", "No household of this number in your slice"],
  missing: ["没有打开此页的权限", "You have no right to open this page"],
  missingWhy: [
    (scope: string) => `此页需要权限：${scope}。请向本单位的安全管理员申请。`,
    (scope: string) => `This page needs the scope ${scope}. Ask your security administrator for it.`,
  ],
  nothing: ["没有这个页面", "There is no such page"],
  back: ["回到首页", "To the first page"],
});
