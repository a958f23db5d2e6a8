// 办理: the matters of every procedure, in, out and at home; each in its steps, with a form for each step.
import { App, Input, Segmented, Select, type TableColumnsType, Tag } from "antd";
import { useMemo } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useClient } from "urql";
import { useSession } from "../../app/session";
import { useLanguage, useName, useWords } from "../../app/words";
import { HouseholdByNumberDocument } from "../../gql/graphql";
import { Box } from "../../gql/labels";
import { ActMenu } from "../../parts/acts/ActMenu";
import { useCodes } from "../../parts/CodeSelect";
import { DueClock } from "../../parts/DueClock";
import { ListTable } from "../../parts/ListTable";
import { PageTitle } from "../../parts/PageTitle";
import { useFilters } from "../../parts/useFilters";
import { usePages } from "../../parts/usePages";
import { MatterDetails } from "./MatterDetails";
import { labelled, type Procedure, procedures } from "./procedure";
import { type Matter, question } from "./question";
import { opening } from "./steps";
import { usePlace } from "./usePlace";
import { matters } from "./words";

const PAGE = 50;
const OTHERS = procedures.filter((one) => one.code !== "referral"); // they have a page of their own

export default function ProceduresPage() {
  const { list } = useParams();
  const procedure = OTHERS.find((one) => one.list === list) ?? OTHERS[0];
  return procedure ? <Matters key={procedure.code} procedure={procedure} /> : null;
}

function Matters({ procedure }: { procedure: Procedure }) {
  const said = useWords(matters);
  const codes = useCodes();
  const at = useLanguage().language === "zh" ? 0 : 1;
  const go = useNavigate();
  const { may, sees } = useSession();
  const [filters, set] = useFilters(["box", "state", "which", "household"] as const);
  const civil = may(["civil/referral:write", "civil/supervise:read"]);
  const box = filters.box ?? (civil ? "HOME" : "IN");
  const which = filters.which ?? "open";
  const asked = {
    box,
    state: filters.state,
    open: which === "open" ? true : undefined,
    overdue: which === "overdue" ? true : undefined,
    household: filters.household,
    number: sees.has("household.number"),
    first: PAGE,
  };
  const document = useMemo(() => question(procedure), [procedure]);
  const pages = usePages(document, asked, (data) => data.page);
  const boxes = (Object.keys(Box) as (keyof typeof Box)[]).filter((one) => civil || one !== "HOME");
  return (
    <>
      <PageTitle title={procedure.title[at]} about={`${procedure.cites}：${procedure.quote}`} />
      <div className="filters">
        <Select
          aria-label={said.procedure}
          style={{ width: 200 }}
          value={procedure.list}
          onChange={(chosen) => go(`/matters/${chosen}`)}
          options={OTHERS.map((one) => ({ value: one.list, label: one.title[at] }))}
        />
        <Segmented
          aria-label={said.box}
          value={box}
          onChange={(value) => set("box", String(value))}
          options={codes(Box, boxes)}
        />
        <Segmented
          aria-label={said.which}
          value={which}
          onChange={(value) => set("which", value === "open" ? undefined : String(value))}
          options={(["open", "overdue", "all"] as const).map((one) => ({ value: one, label: said[one] }))}
        />
        <Select
          aria-label={said.state}
          allowClear
          placeholder={said.every}
          style={{ width: 140 }}
          value={filters.state}
          onChange={(value) => set("state", value)}
          options={procedure.states.map((one) => ({ value: one[0], label: one[at + 1] }))}
        />
      </div>
      <Opening
        procedure={procedure}
        household={filters.household}
        choose={(id) => set("household", id)}
        done={pages.again}
      />
      <ListTable<Matter>
        pages={pages}
        columns={useColumns(procedure)}
        details={(matter) => <MatterDetails procedure={procedure} matter={matter} done={pages.again} />}
        none={said.none}
        noneWhy={said.noneWhy}
      />
    </>
  );
}

interface OpeningProps {
  procedure: Procedure;
  household?: string;
  choose: (id: string | undefined) => void;
  done: () => void;
}

/** One household's matters, found by its number; and what may be opened about it, or about one's own division. */
function Opening({ procedure, household, choose, done }: OpeningProps) {
  const said = useWords(matters);
  const client = useClient();
  const { message } = App.useApp();
  const { sees } = useSession();
  const { number, choices } = usePlace(household);
  const division = procedure.about === "division";
  const place = household && !division ? { given: { input: { household } }, choices } : {};

  async function find(typed: string) {
    if (!typed) return;
    const answer = await client.query(HouseholdByNumberDocument, { number: typed }).toPromise();
    if (answer.data?.household) choose(answer.data.household.id);
    else message.info(said.notFound);
  }

  return (
    <div className="filters">
      {!division && sees.has("household.number") && (
        <Input
          aria-label={said.number}
          placeholder={said.number}
          style={{ width: 220 }}
          onPressEnter={(event) => find(event.currentTarget.value.trim())}
        />
      )}
      {household && (
        <Tag closable onClose={() => choose(undefined)}>
          <Link to={`/household/${household}`}>{number ?? said.chain}</Link>
        </Tag>
      )}
      {(household || division) && <ActMenu acts={opening(procedure)} place={place} done={done} />}
    </div>
  );
}

function useColumns(procedure: Procedure): TableColumnsType<Matter> {
  const said = useWords(matters);
  const name = useName();
  const zh = useLanguage().language === "zh";
  return [
    {
      title: said.state,
      render: (_, row) => (
        <>
          <Tag>{labelled(procedure.states, row.state, zh)}</Tag>
          {row.escalatedOn && <Tag color="error">{said.escalated}</Tag>}
          {!row.escalatedOn && row.remindedOn && <Tag color="warning">{said.reminded}</Tag>}
        </>
      ),
    },
    {
      title: said.who,
      render: (_, row) => (
        <>
          {row.household && (
            <Link to={`/household/${row.household.id}`}>{row.household.number ?? said.chain}</Link>
          )}{" "}
          {row.person?.nameMasked}
        </>
      ),
    },
    { title: said.place, render: (_, row) => row.division?.name },
    { title: said.from, render: (_, row) => name(row.fromDepartment) },
    { title: said.to, render: (_, row) => name(row.toDepartment) },
    { title: said.opened, render: (_, row) => row.openedOn },
    { title: said.turn, render: (_, row) => row.turn && name(row.turn) },
    {
      title: said.due,
      render: (_, row) =>
        row.dueOn && !procedure.closed.includes(row.state) ? <DueClock on={row.dueOn} /> : row.dueOn,
    },
  ];
}
