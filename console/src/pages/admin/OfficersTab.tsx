// Officers: who may act, where and as what; accounts by one administrator, roles by another.
import { Button, Input, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useSession } from "../../app/session";
import { useLabel, useName, useWords } from "../../app/words";
import { type OfficerRowFragment, OfficersDocument } from "../../gql/graphql";
import { OfficerRoleCode as ROLES } from "../../gql/labels";
import { ListTable } from "../../parts/ListTable";
import { useFilters } from "../../parts/useFilters";
import { usePages } from "../../parts/usePages";
import { DepartmentSelect } from "./DepartmentSelect";
import { ACCOUNTS } from "./needs";
import { OfficerActs } from "./OfficerActs";
import { OfficerForm } from "./OfficerForm";
import { officers } from "./officers.words";
import { admin } from "./words";

const PAGE = 50;

export default function OfficersTab() {
  const said = useWords(officers);
  const { may } = useSession();
  const columns = useColumns();
  const [filters, set] = useFilters(["department", "account"] as const);
  const [adding, setAdding] = useState(false);
  const pages = usePages(OfficersDocument, { ...filters, first: PAGE }, (data) => data.officers);
  return (
    <>
      <div className="filters">
        <DepartmentSelect every value={filters.department} onChange={(code) => set("department", code)} />
        <Input.Search
          aria-label={said.account}
          placeholder={said.account}
          allowClear
          style={{ width: 200 }}
          defaultValue={filters.account}
          onSearch={(account) => set("account", account.trim() || undefined)}
        />
        {may(ACCOUNTS) && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {said.add}
          </Button>
        )}
      </div>
      <ListTable<OfficerRowFragment>
        pages={pages}
        columns={columns}
        details={(row) => <OfficerActs row={row} done={pages.again} />}
        none={said.none}
        noneWhy={said.noneWhy}
      />
      {adding && <OfficerForm close={() => setAdding(false)} done={pages.again} />}
    </>
  );
}

function useColumns(): TableColumnsType<OfficerRowFragment> {
  const said = useWords(officers);
  const common = useWords(admin);
  const label = useLabel();
  const name = useName();
  return [
    { title: said.account, dataIndex: "account" },
    { title: said.name, dataIndex: "name" },
    { title: common.department, render: (_, row) => row.department && name(row.department) },
    { title: common.divisions, render: (_, row) => row.divisions.map((one) => one.name).join("、") },
    {
      title: said.roles,
      render: (_, row) =>
        row.roles.length ? (
          row.roles.map((role) => (
            <Tag key={role} title={label(ROLES, role)}>
              {short(label(ROLES, role))}
            </Tag>
          ))
        ) : (
          <span className="quiet">{said.noRoles}</span>
        ),
    },
    { title: said.valid, render: (_, row) => `${row.validFrom} – ${row.validTo ?? ""}` },
    { title: common.state, render: (_, row) => <Standing row={row} /> },
  ];
}

/** A role's name, without what it does. */
export const short = (label: string) => label.split(/[：:]/)[0] ?? label;

function Standing({ row }: { row: OfficerRowFragment }) {
  const said = useWords(officers);
  if (row.disabledAt) return <Tag color="error">{said.disabled}</Tag>;
  if (row.resting) return <Tag color="warning">{said.resting}</Tag>;
  return <Tag color="success">{said.inForce}</Tag>;
}
