// 待确认: what one person entered and another confirms or returns, first what is due first.

import { Segmented, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import {
  type ProposalBox,
  ProposalsDocument,
  type ProposalsQuery,
  type ProposedAct,
} from "../../gql/graphql";
import { ProposedAct as ACTS, ProposalBox as BOXES, ProposalState as STATES } from "../../gql/labels";
import { CodeSelect, useCodes } from "../../parts/CodeSelect";
import { MomentText } from "../../parts/DateText";
import { DueClock } from "../../parts/DueClock";
import { ListTable } from "../../parts/ListTable";
import { PageTitle } from "../../parts/PageTitle";
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
  const codes = useCodes();
  const { may } = useSession();
  const [filters, set] = useFilters(["box", "act"] as const);
  const [chosen, setChosen] = useState<string[]>([]);
  const box = (filters.box ?? "FOR_ME") as ProposalBox;
  const filter = filters.act ? { act: filters.act as ProposedAct } : undefined;
  const pages = usePages(ProposalsDocument, { box, filter, first: PAGE }, (data) => data.proposals);
  const decides = may(["civil/population:review", "civil/population:decide"]) && box === "FOR_ME";
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
          options={codes(BOXES)}
        />
        <CodeSelect
          labels={ACTS}
          name={said.act}
          every={said.every}
          width={220}
          value={filters.act as ProposedAct | undefined}
          onChange={(value) => set("act", value)}
        />
      </div>
      <ListTable<Row>
        pages={pages}
        columns={useColumns()}
        details={(row) => <Values row={row} />}
        chosen={chosen}
        choose={decides ? setChosen : undefined}
        none={said.none}
        noneWhy={said.noneWhy}
      />
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
      render: (_, row) => (waits(row) ? <DueClock on={row.dueOn} /> : row.dueOn),
    },
    { title: said.state, render: (_, row) => <Standing row={row} /> },
  ];
}

const waits = (row: Row) => row.state === "WAITING" || row.state === "REVIEWED";

function Standing({ row }: { row: Row }) {
  const said = useWords(confirmations);
  return (
    <>
      <StatusTag labels={STATES} code={row.state} />
      {waits(row) && row.reviews && !row.reviewedBy && <Tag>{said.reviewFirst}</Tag>}
      {row.reviewedBy && <Tag color="success">{said.reviewedBy(row.reviewedBy.name ?? "")}</Tag>}
      {waits(row) && row.overtaken && <Tag color="warning">{said.overtaken}</Tag>}
    </>
  );
}
