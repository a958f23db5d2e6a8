// 救助链: a household, its members and every link of its chain, today or as it stood at a moment.
import { Alert, Segmented } from "antd";
import { useParams } from "react-router";
import { useQuery } from "urql";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import { HouseholdHeadDocument } from "../../gql/graphql";
import { EmptyNote } from "../../parts/EmptyNote";
import { PageTitle } from "../../parts/PageTitle";
import { RefusalNote } from "../../parts/RefusalNote";
import { useFilters } from "../../parts/useFilters";
import { HouseholdHead } from "./HouseholdHead";
import { Links } from "./Links";
import { Members } from "./Members";
import { MomentPicker } from "./MomentPicker";
import { chain } from "./words";

export const FILTERS = ["asOf", "knownAt", "view"] as const;

export default function ChainPage() {
  const said = useWords(chain);
  const { id = "" } = useParams();
  const [filters, set] = useFilters(FILTERS);
  const { sees } = useSession();
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
  };
  const [{ data, error, fetching }] = useQuery({ query: HouseholdHeadDocument, variables: { id, ...shown } });
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
          <a href={`/print/household/${id}`} target="_blank" rel="noreferrer">
            {said.print}
          </a>
        }
      />
      <HouseholdHead household={household} />
      <Members members={household.members} shown={shown} />
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
      <Links household={id} asOf={filters.asOf} knownAt={filters.knownAt} lanes={filters.view === "lanes"} />
    </>
  );
}
