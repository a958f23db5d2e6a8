// 政策: the document beside what comes from it, what local policy sets, and the rules of the cross-check.
import { Segmented } from "antd";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import { PageTitle } from "../../parts/PageTitle";
import { useFilters } from "../../parts/useFilters";
import { Document } from "./Document";
import { Parameters } from "./Parameters";
import { Rules } from "./Rules";
import { policy } from "./words";

const READS_RULES = ["civil/referral:write", "civil/supervise:read", "civil/match:write"];

export default function PolicyPage() {
  const said = useWords(policy);
  const { may } = useSession();
  const [{ view = "document" }, set] = useFilters(["view"] as const);
  const views = ["document", "parameters", ...(may(READS_RULES) ? ["rules" as const] : [])] as const;
  return (
    <>
      <PageTitle
        title={said.title}
        side={
          <Segmented
            aria-label={said.view}
            value={view}
            onChange={(chosen) => set("view", chosen === "document" ? undefined : chosen)}
            options={views.map((one) => ({ value: one as string, label: said[one] }))}
          />
        }
      />
      {view === "parameters" && <Parameters />}
      {view === "rules" && may(READS_RULES) && <Rules />}
      {view === "document" && <Document />}
    </>
  );
}
