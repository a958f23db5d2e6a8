// 应救助名单: whom a programme of the department may have to help.
import { App, Button, Segmented } from "antd";
import { useState } from "react";
import { useQuery } from "urql";
import { useSession } from "../../app/session";
import { useLanguage, useWords } from "../../app/words";
import { type CategoryCode, type Certainty, ProgrammesOfDocument, TargetsDocument } from "../../gql/graphql";
import { EmptyNote } from "../../parts/EmptyNote";
import { PageTitle } from "../../parts/PageTitle";
import { QueryTable } from "../../parts/QueryTable";
import { SavedViews } from "../../parts/SavedViews";
import { useFilters } from "../../parts/useFilters";
import { usePages } from "../../parts/usePages";
import { saveWorkbook } from "../../parts/workbook";
import { Changes } from "./Changes";
import { Snapshots } from "./Snapshots";
import { TargetFilters } from "./TargetFilters";
import { useColumns } from "./useColumns";
import { targets } from "./words";

const PAGE = 100;
const FILTERS = ["look", "programme", "division", "certainty", "category", "notOn"] as const;
const LOOKS = ["list", "changes", "snapshots"] as const;

export default function TargetsPage() {
  const said = useWords(targets);
  const { me, sees } = useSession();
  const [filters, set] = useFilters(FILTERS);
  const look = LOOKS.find((one) => one === filters.look) ?? "list";
  const [{ data }] = useQuery({
    query: ProgrammesOfDocument,
    variables: { department: me.department?.code },
  });
  const programme = filters.programme ?? data?.programmes[0]?.number;
  const shown = {
    number: sees.has("household.number"),
    place: sees.has("household.division"),
    address: sees.has("household.address"),
    categories: sees.has("person.categories"),
    basis: sees.has("household.basis_categories"),
    relation: sees.has("person.relation"),
  };
  const asked = programme
    ? {
        programme,
        division: filters.division,
        filter: {
          certainty: filters.certainty as Certainty | undefined,
          category: filters.category as CategoryCode | undefined,
          notOn: filters.notOn,
        },
        first: PAGE,
        ...shown,
      }
    : undefined;
  const pages = usePages(
    TargetsDocument,
    look === "list" ? asked : undefined,
    (answer) => answer.eligibleTargets,
  );
  const columns = useColumns(shown, programme ?? "");

  if (data && data.programmes.length === 0) return <EmptyNote title={said.noProgrammes} />;
  return (
    <>
      <PageTitle
        title={said.title}
        about={said.about}
        side={asked && look === "list" && <Workbook asked={asked} />}
      />
      <div className="filters">
        <Segmented
          aria-label={said.look}
          value={look}
          onChange={(value) => set("look", value === "list" ? undefined : value)}
          options={LOOKS.map((one) => ({ value: one, label: said[one] }))}
        />
        <SavedViews page="targets" names={FILTERS} />
      </div>
      <TargetFilters programmes={data?.programmes ?? []} values={{ ...filters, programme }} set={set} />
      {look === "list" && (
        <QueryTable
          label={said.title}
          pages={pages}
          columns={columns}
          rowKey={(row) => row.id}
          empty={<EmptyNote title={said.none} why={said.noneWhy} />}
        />
      )}
      {look === "changes" && programme && <Changes programme={programme} />}
      {look === "snapshots" && programme && (
        <Snapshots
          programme={programme}
          division={filters.division}
          certainty={(filters.certainty as Certainty | undefined) ?? "MET"}
        />
      )}
    </>
  );
}

function Workbook({ asked }: { asked: Parameters<typeof saveWorkbook<Asked>>[1] }) {
  const said = useWords(targets);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [making, setMaking] = useState(false);
  async function make() {
    setMaking(true);
    const refused = await saveWorkbook(TargetsDocument, { ...asked, first: 200 }, language);
    setMaking(false);
    if (refused !== undefined) message.error(refused || said.failed);
  }
  return (
    <Button onClick={make} loading={making}>
      {making ? said.making : said.workbook}
    </Button>
  );
}

type Asked =
  NonNullable<(typeof TargetsDocument)["__apiType"]> extends (variables: infer V) => unknown ? V : never;
