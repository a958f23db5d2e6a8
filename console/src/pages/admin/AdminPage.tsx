// 管理: what administrators look after, a tab for each thing, shown to who has its right.
import { Segmented } from "antd";
import { type ComponentType, lazy, Suspense } from "react";
import type { Need } from "../../app/rights";
import { useSession } from "../../app/session";
import { useLanguage, useWords } from "../../app/words";
import { PageTitle } from "../../parts/PageTitle";
import { useFilters } from "../../parts/useFilters";
import { ACCOUNTS_SEEN, SHARING, SOURCES } from "./needs";
import { admin } from "./words";

interface Tab {
  code: string;
  title: readonly [zh: string, en: string];
  need: Need;
  Page: ComponentType;
}

const TABS: readonly Tab[] = [
  {
    code: "officers",
    title: ["人员", "Officers"],
    need: ACCOUNTS_SEEN,
    Page: lazy(() => import("./OfficersTab")),
  },
  {
    code: "agreements",
    title: ["数据共享约定", "Agreements"],
    need: SHARING,
    Page: lazy(() => import("./AgreementsTab")),
  },
  {
    code: "sources",
    title: ["数据来源和任务", "Sources and jobs"],
    need: SOURCES,
    Page: lazy(() => import("./SourcesTab")),
  },
];

export default function AdminPage() {
  const said = useWords(admin);
  const { language } = useLanguage();
  const { may } = useSession();
  const [{ tab }, set] = useFilters(["tab"] as const);
  const shown = TABS.filter((one) => may(one.need));
  const open = shown.find((one) => one.code === tab) ?? shown[0];
  const options = shown.map((one) => ({ value: one.code, label: one.title[language === "zh" ? 0 : 1] }));
  return (
    <>
      <PageTitle title={said.title} about={said.about} />
      <div className="filters">
        <Segmented
          aria-label={said.tabs}
          value={open?.code}
          options={options}
          onChange={(value) => set("tab", value)}
        />
      </div>
      <Suspense fallback={said.loading}>{open && <open.Page />}</Suspense>
    </>
  );
}
