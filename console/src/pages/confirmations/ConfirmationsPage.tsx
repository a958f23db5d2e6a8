// 待确认: what one person entered and another confirms or returns, first what is due first.
import { Segmented, Select, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useSession } from "../../app/session";
import { useLabel, useWords } from "../../app/words";
import {
  type ProposalBox,
  ProposalsDocument,
  type ProposalsQuery,
  type ProposedAct,
} from "../../gql/graphql";
import { ProposedAct as ACTS, ProposalBox as BOXES, ProposalState as STATES } from "../../gql/labels";
import { MomentText } from "../../parts/DateText";
import { DueClock } from "../../parts/DueClock";
import { EmptyNote } from "../../parts/EmptyNote";
import { PageTitle } from "../../parts/PageTitle";
import { RefusalNote } from "../../parts/RefusalNote";
import { StatusTag } from "../../parts/StatusTag";
import { useFilters } from "../../parts/useFilters";
import { usePages } from "../../parts/usePages";
import { Decide } from "./Decide";
import { Values } from "./Values";
import { confirmations } from "./words";

type Row = ProposalsQuery["proposals"]["nodes"][number];
const PAGE = 50;

export default function ConfirmationsPage() {
  const said = useWords(confirmations);
  const label = useLabel();
  const { may } = useSession();
  const [filters, set] = useFilters(["box", "act"] as const);
  const [chosen, setChosen] = useState<string[]>([]);
  const box = (filters.box ?? "FOR_ME") as ProposalBox;
  const filter = filters.act ? { act: filters.act as ProposedAct } : undefined;
  const pages = usePages(ProposalsDocument, { box, filter, first: PAGE }, (data) => data.proposals);
  const decides = may(["civil/population:decide", "civil/population:write"]) && box === "FOR_ME";
  const decided = () => {
    setChosen([]);
    pages.again();
  };
  return (
    <>
      <PageTitle
        title={said.title}
        about={said.about}
        side={decides && <Decide chosen={chosen} decided={decided} />}
      />
      <div className="filters">
        <Segmented
          aria-label={said.box}
          value={box}
          onChange={(value) => set("box", value === "FOR_ME" ? undefined : value)}
          options={Object.keys(BOXES).map((code) => ({
            value: code,
            label: label(BOXES, code as keyof typeof BOXES),
          }))}
        />
        <Select
          aria-label={said.act}
          allowClear
          style={{ width: 220 }}
          placeholder={said.every}
          value={filters.act}
          onChange={(value) => set("act", value)}
          options={Object.keys(ACTS).map((code) => ({
            value: code,
            label: label(ACTS, code as keyof typeof ACTS),
          }))}
        />
      </div>
      {pages.error && <RefusalNote error={pages.error} />}
      <Table<Row>
        size="small"
        rowKey="id"
        columns={useColumns()}
        dataSource={pages.rows}
        loading={pages.reading && pages.rows.length === 0}
        pagination={false}
        rowSelection={
          decides ? { selectedRowKeys: chosen, onChange: (keys) => setChosen(keys.map(String)) } : undefined
        }
        expandable={{ expandedRowRender: (row) => <Values row={row} />, expandRowByClick: true }}
        locale={{ emptyText: pages.reading ? " " : <EmptyNote title={said.none} why={said.noneWhy} /> }}
      />
      {pages.more && pages.rows.length > 0 && (
        <button type="button" className="more" onClick={pages.next}>
          +{PAGE}
        </button>
      )}
    </>
  );
}

function useColumns(): TableColumnsType<Row> {
  const said = useWords(confirmations);
  return [
    { title: said.act, render: (_, row) => <StatusTag labels={ACTS} code={row.act} /> },
    {
      title: said.household,
      render: (_, row) =>
        row.household ? (
          <Link to={`/household/${row.household.id}`}>{row.household.number}</Link>
        ) : (
          row.householdNumber
        ),
    },
    { title: said.person, render: (_, row) => row.person?.nameMasked },
    { title: said.by, render: (_, row) => row.enteredBy?.name },
    { title: said.at, render: (_, row) => <MomentText at={row.enteredAt} /> },
    {
      title: said.due,
      render: (_, row) => (row.state === "WAITING" ? <DueClock on={row.dueOn} /> : row.dueOn),
    },
    { title: said.state, render: (_, row) => <StatusTag labels={STATES} code={row.state} /> },
  ];
}
