import { words } from "../../app/words";

export const officers = words({
  account: ["账号", "Account"],
  accountHelp: ["小写字母开头，不得使用身份证号", "Begins with a small letter; never an ID number"],
  name: ["姓名", "Name"],
  roles: ["角色", "Roles"],
  valid: ["有效期", "Valid"],
  add: ["登记人员", "Add an officer"],
  added: [
    "已登记，尚无权限：由安全管理员授予角色",
    "Added, without rights: the security administrator gives roles",
  ],
  change: ["变更", "Change"],
  changed: ["已变更", "Changed"],
  changeNote: [
    "变更部门或辖区后，其角色停止生效，须由安全管理员重新授予。",
    "In another department or place the roles rest until the security administrator gives them anew.",
  ],
  disable: ["停用", "Disable"],
  disabled: ["已停用", "Disabled"],
  disableSure: [
    (name: string) => `停用 ${name}？其登录立即结束，数秒内不能再访问。`,
    (name: string) => `Disable ${name}? Sessions end, and tokens within seconds.`,
  ],
  enable: ["恢复", "Enable"],
  enabled: ["已恢复，角色须重新授予", "Enabled; the roles are to be given anew"],
  enrol: ["发放启用链接", "Enrolment link"],
  enrolSure: [
    (name: string) => `为 ${name} 发放启用链接？打开链接的人将接管该账号，角色须重新授予。`,
    (name: string) =>
      `A link for ${name}? Whoever opens it takes the account over; the roles rest until given anew.`,
  ],
  link: ["启用链接", "Link"],
  minutes: [(n: number) => `${n} 分钟内有效，只能使用一次。`, (n: number) => `Good for ${n} minutes, once.`],
  giveRoles: ["授予角色", "Give roles"],
  rolesNote: [
    "保存后只有所选角色。业务、系统、安全、审计四类不得兼任。",
    "They have these and no others. Work and the three administrations are never held together.",
  ],
  given: ["已授予", "Given"],
  deputy: ["代理人", "Deputy"],
  deputyAccount: ["代理人账号", "Deputy's account"],
  nameDeputy: ["指定代理人", "Name a deputy"],
  endDeputy: ["取消代理", "End the deputy"],
  resting: ["角色待重新授予", "roles rest"],
  inForce: ["有效", "in force"],
  noRoles: ["尚无角色", "no roles yet"],
  createdBy: ["登记", "Added"],
  none: ["没有符合条件的人员", "No officers"],
  noneWhy: [
    "只列出本部门、本辖区内的账号；可清除筛选，或登记新的人员。",
    "Accounts of your department in your divisions are listed. Clear the filter, or add an officer.",
  ],
});
