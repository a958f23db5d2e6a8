// 救助链: a household, its members and every link of its chain, today or as it stood at a moment.
import { Alert, Segmented, Space } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import { HouseholdHeadDocument } from "../../gql/graphql";
import { ActMenu } from "../../parts/acts/ActMenu";
import { EmptyNote } from "../../parts/EmptyNote";
import { PageTitle } from "../../parts/PageTitle";
import { RefusalNote } from "../../parts/RefusalNote";
import { useFilters } from "../../parts/useFilters";
import { HOUSEHOLD } from "./acts";
import { Gaps } from "./Gaps";
import { HouseholdHead } from "./HouseholdHead";
import { Links } from "./Links";
import { Looks } from "./Looks";
import { Members } from "./Members";
import { MomentPicker } from "./MomentPicker";
import { ofHousehold } from "./places";
import { chain } from "./words";

const EXPLAINS = ["civil/population:read", "*/targets:read"];
export const FILTERS = ["asOf", "knownAt", "view"] as const;

export default function ChainPage() {
  const said = useWords(chain);
  const { id = "" } = useParams();
  const [filters, set] = useFilters(FILTERS);
  const { sees, may } = useSession();
  const [turn, setTurn] = useState(0);
  const shown = {
    number: sees.has("household.number"),
    place: sees.has("household.division"),
    address: sees.has("household.address"),
    residence: sees.has("household.residence"),
    basis: sees.has("household.basis_categories"),
    asOf: sees.has("household.as_of"),
    relation: sees.has("person.relation"),
    birth: sees.has("person.birth_date"),
    sex: sees.has("person.sex"),
    categories: sees.has("person.categories"),
    register: may(["civil/population:read"]),
  };
  const [{ data, error, fetching }, ask] = useQuery({
    query: HouseholdHeadDocument,
    variables: { id, ...shown },
  });
  // After an act head, gaps and chain are read anew.
  const again = () => {
    ask({ requestPolicy: "network-only" });
    setTurn((n) => n + 1);
  };
  if (error) return <RefusalNote error={error} />;
  if (fetching && !data) return null;
  if (!data?.household) return <EmptyNote title={said.notThere} why={said.notThereWhy} />;
  const household = data.household;
  const title = household.number ? said.household(household.number) : said.title;
  const past = filters.asOf !== undefined || filters.knownAt !== undefined;
  return (
    <>
      <PageTitle
        title={title}
        side={
          <Space>
            {may(EXPLAINS) && <Link to={`/explain/${id}`}>{said.explain}</Link>}
            <Looks />
            <a href={`/print/household/${id}`} target="_blank" rel="noreferrer">
              {said.print}
            </a>
          </Space>
        }
      />
      <HouseholdHead household={household} />
      <Members household={id} members={household.members} shown={shown} done={again} />
      {!past && (
        <div className="filters">
          <ActMenu acts={HOUSEHOLD} place={ofHousehold(id, household.members)} done={again} />
        </div>
      )}
      {!past && may(["civil/referral:write", "civil/supervise:read"]) && (
        <Gaps key={`gaps ${turn}`} household={id} members={household.members} done={again} />
      )}
      <div className="filters">
        <Segmented
          value={filters.view ?? "date"}
          onChange={(view) => set("view", view === "date" ? undefined : view)}
          options={[
            { value: "date", label: said.byDate },
            { value: "lanes", label: said.lanes },
          ]}
        />
        <MomentPicker label={said.asOf} value={filters.asOf} onChange={(day) => set("asOf", day)} />
        <MomentPicker label={said.knownAt} value={filters.knownAt} onChange={(day) => set("knownAt", day)} />
      </div>
      {past && <Alert type="warning" showIcon title={said.past} style={{ marginBottom: 10 }} />}
      <Links
        key={turn}
        household={id}
        asOf={filters.asOf}
        knownAt={filters.knownAt}
        lanes={filters.view === "lanes"}
        done={past ? undefined : again}
      />
    </>
  );
}
