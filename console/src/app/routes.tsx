// Routes: every page once, with its place in the menu and the right that opens it. A page is a folder of pages/.
import {
  AlertOutlined,
  ApiOutlined,
  AuditOutlined,
  BarChartOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  FileDoneOutlined,
  FormOutlined,
  PartitionOutlined,
  ReadOutlined,
  SettingOutlined,
  SwapOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { type ComponentType, lazy, type ReactNode } from "react";
import { ADMIN } from "../pages/admin/needs";
import type { Need } from "./rights";

export interface PageRoute {
  path: string;
  title: readonly [zh: string, en: string];
  icon: ReactNode;
  need: Need;
  /** Whether it stands in the menu; a page about one thing is reached from that thing. */
  menu: boolean;
  Page: ComponentType;
}

const page = (load: () => Promise<{ default: ComponentType }>) => lazy(load);

export const ROUTES: readonly PageRoute[] = [
  {
    path: "workbench",
    title: ["工作台", "Workbench"],
    icon: <DashboardOutlined />,
    need: ["*/referrals:read", "civil/referral:write", "civil/population:decide", "civil/population:read"],
    menu: true,
    Page: page(() => import("../pages/workbench/WorkbenchPage")),
  },
  {
    path: "targets",
    title: ["应救助名单", "Targets"],
    icon: <UnorderedListOutlined />,
    need: ["*/targets:read"],
    menu: true,
    Page: page(() => import("../pages/targets/TargetsPage")),
  },
  {
    path: "warnings",
    title: ["预警", "Warnings"],
    icon: <AlertOutlined />,
    need: ["civil/referral:write", "civil/supervise:read"],
    menu: true,
    Page: page(() => import("../pages/warnings/WarningsPage")),
  },
  {
    path: "confirmations",
    title: ["待确认", "To confirm"],
    icon: <CheckSquareOutlined />,
    need: ["civil/population:read", "civil/population:enter", "civil/population:decide"],
    menu: true,
    Page: page(() => import("../pages/confirmations/ConfirmationsPage")),
  },
  {
    path: "referrals",
    title: ["转办", "Referrals"],
    icon: <SwapOutlined />,
    need: ["*/referrals:read", "civil/referral:write", "civil/supervise:read"],
    menu: true,
    Page: page(() => import("../pages/referrals/ReferralsPage")),
  },
  {
    path: "matters/:list?",
    title: ["办理", "Procedures"],
    icon: <AuditOutlined />,
    need: ["*/referrals:read", "civil/referral:write", "civil/supervise:read"],
    menu: true,
    Page: page(() => import("../pages/procedures/ProceduresPage")),
  },
  {
    path: "visit",
    title: ["记录走访", "Record a visit"],
    icon: <FormOutlined />,
    need: ["civil/referral:write"],
    menu: true,
    Page: page(() => import("../pages/visit/VisitPage")),
  },
  {
    path: "feedback",
    title: ["反馈", "Feedback"],
    icon: <FileDoneOutlined />,
    need: ["*/feedback:write"],
    menu: true,
    Page: page(() => import("../pages/feedback/FeedbackPage")),
  },
  {
    path: "coverage",
    title: ["覆盖督办", "Coverage"],
    icon: <BarChartOutlined />,
    need: ["civil/supervise:read", "finance/stats:read"],
    menu: true,
    Page: page(() => import("../pages/coverage/CoveragePage")),
  },
  {
    path: "household/:id",
    title: ["救助链", "Assistance chain"],
    icon: <PartitionOutlined />,
    need: ["household/chain:read"],
    menu: false,
    Page: page(() => import("../pages/chain/ChainPage")),
  },
  {
    path: "policy",
    title: ["政策", "Policy"],
    icon: <ReadOutlined />,
    need: ["hub:read"],
    menu: true,
    Page: page(() => import("../pages/policy/PolicyPage")),
  },
  {
    path: "explain/:id",
    title: ["逐条说明", "Clause by clause"],
    icon: <ReadOutlined />,
    need: ["civil/population:read", "*/targets:read"],
    menu: false,
    Page: page(() => import("../pages/explain/ExplainPage")),
  },
  {
    path: "admin",
    title: ["管理", "Administration"],
    icon: <SettingOutlined />,
    need: ADMIN,
    menu: true,
    Page: page(() => import("../pages/admin/AdminPage")),
  },
  {
    path: "integration",
    title: ["集成", "Integration"],
    icon: <ApiOutlined />,
    need: ["hub:read"],
    menu: true,
    Page: page(() => import("../pages/integration/IntegrationPage")),
  },
];

/** Where the menu leads: without what may follow. */
export const placeOf = ({ path }: PageRoute) => `/${path.split("/:")[0]}`;
