// 转办 · 办理: what is asked of this department, what it asked of others, and what goes on in its places.

import { Segmented, type TableColumnsType, Tag } from "antd";
import { Link } from "react-router";
import { useSession } from "../../app/session";
import { useName, useWords } from "../../app/words";
import { type Box, type ReferralRowFragment, type ReferralState, ReferralsDocument } from "../../gql/graphql";
import { Box as BOXES, ReferralState as STATES } from "../../gql/labels";
import { CodeSelect, useCodes } from "../../parts/CodeSelect";
import { DueClock } from "../../parts/DueClock";
import { ListTable } from "../../parts/ListTable";
import { PageTitle } from "../../parts/PageTitle";
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
  const codes = useCodes();
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
          options={codes(BOXES, boxes)}
        />
        <Segmented
          value={which}
          onChange={(value) => set("which", value === "open" ? undefined : value)}
          options={(["open", "overdue", "all"] as const).map((one) => ({ value: one, label: said[one] }))}
        />
        <CodeSelect
          labels={STATES}
          name={said.state}
          every={said.every}
          width={140}
          value={filters.state as ReferralState | undefined}
          onChange={(value) => set("state", value)}
        />
      </div>
      <ListTable<ReferralRowFragment>
        pages={pages}
        columns={useColumns()}
        details={(row) => <Details row={row} done={pages.again} />}
        none={said.none}
        noneWhy={said.noneWhy}
      />
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
