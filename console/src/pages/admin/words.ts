import { words } from "../../app/words";

export const admin = words({
  title: ["管理", "Administration"],
  about: [
    "系统、安全、审计管理相互分离，各见各的内容；每次办理均记入访问日志。",
    "System, security and audit are apart, each shows its own; every act stands in the access log.",
  ],
  tabs: ["管理内容", "What is administered"],
  loading: ["正在打开…", "Opening …"],
  every: ["全部", "All"],
  department: ["部门", "Department"],
  divisions: ["辖区", "Divisions"],
  state: ["状态", "State"],
  from: ["起始日期", "From"],
  to: ["截止日期", "To"],
  cancel: ["取消", "Cancel"],
  close: ["关闭", "Close"],
  reason: ["理由", "Why"],
  sure: ["确定", "Do it"],
  done: ["已办理", "Done"],
  none: ["（无）", "(none)"],
  once: [
    "仅显示这一次，关闭后无法再次查看。请当面或经安全渠道交给本人。",
    "Shown this once. Hand it over in person or by a safe way; it cannot be looked up again.",
  ],
  copy: ["复制", "Copy"],
  copied: ["已复制", "Copied"],
});
