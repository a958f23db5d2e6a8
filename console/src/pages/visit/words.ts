import { words } from "../../app/words";

export const visit = words({
  title: ["记录走访", "Record a visit"],
  about: [
    "没有网络也可以填写；联网后自动提交，重复提交只登记一次。",
    "Works without a net: it is sent once there is one, and recorded once.",
  ],
  planned: ["已安排的走访", "Planned visits"],
  unplanned: ["临时走访（未安排）", "Not planned"],
  number: ["户编号", "Household number"],
  send: ["提交", "Send"],
  sent: ["走访已登记", "The visit is recorded"],
  needed: ["请填写户编号", "Name the household"],
  notFound: ["本辖区没有这个户编号", "No such household in your divisions"],
  unsent: [(n: number) => `${n} 次走访尚未提交`, (n: number) => `${n} visits not sent yet`],
  unsentWhy: [
    "已保存在本机浏览器中，请勿清除浏览数据；联网并登录后自动提交。",
    "They are kept in this browser: do not clear it. They are sent once there is a net and you are signed in.",
  ],
  offline: [
    "现在没有网络，填写内容保存在本机。",
    "There is no net: what you fill in is kept in this browser.",
  ],
  noNumber: [
    "请勿填写身份证号：含身份证号的内容不保存在本机，也不能提交。",
    "No ID numbers: what holds one is neither kept in this browser nor sent.",
  ],
  again: ["立即提交", "Send now"],
  drop: ["删除", "Drop"],
  edit: ["修改", "Edit"],
  refused: ["未被接受", "Not accepted"],
  waiting: ["待提交", "To be sent"],
});
