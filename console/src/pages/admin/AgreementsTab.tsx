// Agreements on sharing: what each department is shown, asked for by it, decided by the registrar, ended by either.
import type { TableColumnsType } from "antd";
import { useSession } from "../../app/session";
import { useName, useWords } from "../../app/words";
import { type AgreementRowFragment, type AgreementState, AgreementsDocument } from "../../gql/graphql";
import { AgreementState as STATES, SharingWay as WAYS } from "../../gql/labels";
import { ActMenu } from "../../parts/acts/ActMenu";
import { CodeSelect, useCodes } from "../../parts/CodeSelect";
import { DueClock } from "../../parts/DueClock";
import { ListTable } from "../../parts/ListTable";
import { StatusTag, type Tone } from "../../parts/StatusTag";
import { useFilters } from "../../parts/useFilters";
import { usePages } from "../../parts/usePages";
import { Agreement } from "./Agreement";
import { ASK } from "./agreements.acts";
import { agreements } from "./agreements.words";
import { DepartmentSelect } from "./DepartmentSelect";
import { admin } from "./words";

const PAGE = 50;
const TONES: Record<string, Tone> = { REQUESTED: "processing", IN_FORCE: "success", REFUSED: "error" };

export default function AgreementsTab() {
  const said = useWords(agreements);
  const common = useWords(admin);
  const { may, me } = useSession();
  const [filters, set] = useFilters(["department", "state"] as const);
  const decides = may(["civil/sharing:decide"]);
  const asked = { ...filters, state: filters.state as AgreementState | undefined, first: PAGE };
  const pages = usePages(AgreementsDocument, asked, (data) => data.sharingAgreements);
  const own = pages.rows.filter((row) => row.department.code === me.department?.code);
  // What the department was once shown it may ask for again; the first of its agreements has its whole folder.
  const known = [...new Set(own.flatMap((row) => row.fields))].sort();
  const choices = known.length
    ? { "input.fields": known.map((one) => ({ value: one, label: one })) }
    : undefined;
  // Nobody asks for more than where they act.
  const start = { input: { divisions: me.divisions.map((one) => one.code) } };
  return (
    <>
      <div className="filters">
        {decides && (
          <DepartmentSelect every value={filters.department} onChange={(code) => set("department", code)} />
        )}
        <CodeSelect
          labels={STATES}
          name={common.state}
          every={common.every}
          width={200}
          value={filters.state as AgreementState | undefined}
          onChange={(state) => set("state", state)}
        />
        {!decides && <ActMenu acts={[ASK]} place={{ choices, start }} done={pages.again} />}
      </div>
      <ListTable<AgreementRowFragment>
        pages={pages}
        columns={useColumns()}
        details={(row) => <Agreement row={row} done={pages.again} />}
        none={said.none}
        noneWhy={said.noneWhy}
      />
    </>
  );
}

function useColumns(): TableColumnsType<AgreementRowFragment> {
  const said = useWords(agreements);
  const common = useWords(admin);
  const name = useName();
  const codes = useCodes();
  return [
    { title: common.department, render: (_, row) => name(row.department) },
    {
      title: common.state,
      render: (_, row) => <StatusTag labels={STATES} code={row.state} tone={TONES[row.state]} />,
    },
    { title: said.basis, dataIndex: "basis" },
    {
      title: said.ways,
      render: (_, row) =>
        codes(WAYS, row.ways)
          .map((one) => one.label)
          .join("、"),
    },
    { title: said.quota, render: (_, row) => `${row.usedToday ?? 0} / ${row.quota ?? said.unlimited}` },
    { title: said.valid, render: (_, row) => `${row.validFrom} – ${row.validTo ?? ""}` },
    { title: said.due, render: (_, row) => row.state === "REQUESTED" && <DueClock on={row.dueOn} /> },
  ];
}
