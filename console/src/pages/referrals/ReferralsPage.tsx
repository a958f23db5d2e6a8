// 转办 · 办理: what is asked of this department, what it asked of others, and what goes on in its places.
import { Button, Segmented, Select, Table, type TableColumnsType, Tag } from "antd";
import { Link } from "react-router";
import { useSession } from "../../app/session";
import { useLabel, useName, useWords } from "../../app/words";
import { type Box, type ReferralRowFragment, type ReferralState, ReferralsDocument } from "../../gql/graphql";
import { Box as BOXES, ReferralState as STATES } from "../../gql/labels";
import { DueClock } from "../../parts/DueClock";
import { EmptyNote } from "../../parts/EmptyNote";
import { PageTitle } from "../../parts/PageTitle";
import { RefusalNote } from "../../parts/RefusalNote";
import { StatusTag, type Tone } from "../../parts/StatusTag";
import { useFilters } from "../../parts/useFilters";
import { usePages } from "../../parts/usePages";
import { Details } from "./Details";
import { referrals } from "./words";

const PAGE = 50;
const TONES: Record<string, Tone> = { PUSHED: "processing", RETURNED: "warning", ANSWERED: "success" };
const OVER = ["CLOSED", "WITHDRAWN"];

export default function ReferralsPage() {
  const said = useWords(referrals);
  const label = useLabel();
  const { may } = useSession();
  const [filters, set] = useFilters(["box", "state", "which"] as const);
  const civil = may(["civil/referral:write", "civil/supervise:read"]);
  const box = (filters.box ?? (civil ? "HOME" : "IN")) as Box;
  const which = filters.which ?? "open";
  const asked = {
    box,
    state: filters.state as ReferralState | undefined,
    open: which === "open" ? true : undefined,
    overdue: which === "overdue" ? true : undefined,
    first: PAGE,
  };
  const pages = usePages(ReferralsDocument, asked, (data) => data.referrals);
  const boxes = (Object.keys(BOXES) as Box[]).filter((one) => civil || one !== "HOME");
  return (
    <>
      <PageTitle title={said.title} about={said.about} />
      <div className="filters">
        <Segmented
          aria-label={said.box}
          value={box}
          onChange={(value) => set("box", value)}
          options={boxes.map((code) => ({ value: code, label: label(BOXES, code) }))}
        />
        <Segmented
          value={which}
          onChange={(value) => set("which", value === "open" ? undefined : value)}
          options={(["open", "overdue", "all"] as const).map((one) => ({ value: one, label: said[one] }))}
        />
        <Select
          aria-label={said.state}
          allowClear
          placeholder={said.every}
          style={{ width: 140 }}
          value={filters.state}
          onChange={(value) => set("state", value)}
          options={Object.keys(STATES).map((code) => ({ value: code, label: label(STATES, code as never) }))}
        />
      </div>
      {pages.error && <RefusalNote error={pages.error} />}
      <Table<ReferralRowFragment>
        size="small"
        rowKey="id"
        columns={useColumns()}
        dataSource={pages.rows}
        loading={pages.reading && pages.rows.length === 0}
        pagination={false}
        expandable={{ expandedRowRender: (row) => <Details row={row} done={pages.again} /> }}
        locale={{ emptyText: pages.reading ? " " : <EmptyNote title={said.none} why={said.noneWhy} /> }}
      />
      {pages.more && pages.rows.length > 0 && <Button onClick={pages.next}>{said.more}</Button>}
    </>
  );
}

function useColumns(): TableColumnsType<ReferralRowFragment> {
  const said = useWords(referrals);
  const name = useName();
  return [
    {
      title: said.state,
      render: (_, row) => (
        <>
          <StatusTag labels={STATES} code={row.state} tone={TONES[row.state]} />
          {row.escalatedOn && <Tag color="error">{said.escalated}</Tag>}
          {!row.escalatedOn && row.remindedOn && <Tag color="warning">{said.reminded}</Tag>}
        </>
      ),
    },
    {
      title: said.who,
      render: (_, row) => (
        <>
          {row.person?.nameMasked}{" "}
          {row.household && <Link to={`/household/${row.household.id}`}>{said.chain}</Link>}
        </>
      ),
    },
    {
      title: said.lines,
      render: (_, row) =>
        row.lines
          .map((one) => one.programme && `${one.programme.number} ${name(one.programme)}`)
          .filter(Boolean)
          .join("；"),
    },
    { title: said.place, render: (_, row) => row.division?.name },
    { title: said.from, render: (_, row) => name(row.fromDepartment) },
    { title: said.to, render: (_, row) => name(row.toDepartment) },
    { title: said.turn, render: (_, row) => row.turn && name(row.turn) },
    {
      title: said.due,
      render: (_, row) => (row.dueOn && !OVER.includes(row.state) ? <DueClock on={row.dueOn} /> : row.dueOn),
    },
  ];
}
