// 逐条说明: why a person or household is or is not a target of a programme, clause by clause.
import { Select } from "antd";
import { Link, useParams } from "react-router";
import { useQuery } from "urql";
import { useSession } from "../../app/session";
import { useName, useWords } from "../../app/words";
import { ExplainDocument, ExplainedHouseholdDocument, type ExplainQuery } from "../../gql/graphql";
import { EmptyNote } from "../../parts/EmptyNote";
import { PageTitle } from "../../parts/PageTitle";
import { RefusalNote } from "../../parts/RefusalNote";
import { useFilters } from "../../parts/useFilters";
import { Clauses, Verdict } from "./Clauses";
import { explain } from "./words";

type Explained = ExplainQuery["explain"][number];

export default function ExplainPage() {
  const said = useWords(explain);
  const name = useName();
  const { id = "" } = useParams();
  const { me, may, sees } = useSession();
  const [{ programme, person }, set] = useFilters(["programme", "person"] as const);
  const [{ data, error }] = useQuery({
    query: ExplainedHouseholdDocument,
    variables: { id, number: sees.has("household.number") },
  });
  const [{ data: read, error: refused }] = useQuery({
    query: ExplainDocument,
    variables: { household: id, programme: programme ?? "" },
    pause: !programme,
    requestPolicy: "network-only",
  });
  const names = new Map(data?.household?.members.map((one) => [one.person.id, one.person.nameMasked]));
  // A department reads its own rules; who reads the register, all.
  const every = may(["civil/population:read"]);
  const rules = data?.programmes.filter((one) => every || one.department.code === me.department?.code) ?? [];
  const told = programme ? read?.explain : undefined;
  const shown = told?.filter((one) => !person || one.subjectId === person || !names.has(one.subjectId));
  const number = data?.household?.number;
  return (
    <>
      <PageTitle
        title={number ? said.of(number) : said.title}
        about={said.about}
        side={<Link to={`/household/${id}`}>{said.back}</Link>}
      />
      <div className="filters">
        <label htmlFor="programme">{said.programme}</label>
        <Select
          id="programme"
          showSearch={{ optionFilterProp: "label" }}
          style={{ width: 380 }}
          placeholder={said.choose}
          value={rules.find((one) => one.code === programme || one.number === programme)?.code}
          onChange={(code: string) => set("programme", code)}
          options={rules.map((one) => ({ value: one.code, label: `${one.number} ${name(one)}` }))}
        />
        <label htmlFor="person">{said.person}</label>
        <Select
          id="person"
          allowClear
          style={{ width: 140 }}
          placeholder={said.everybody}
          value={person}
          onChange={(chosen?: string) => set("person", chosen)}
          options={[...names].map(([value, label]) => ({ value, label }))}
        />
      </div>
      {error && <RefusalNote error={error} />}
      {refused && <RefusalNote error={refused} />}
      {!programme && <EmptyNote title={said.noChoice} why={said.noChoiceWhy} />}
      {shown?.length === 0 && <EmptyNote title={said.none} why={said.noneWhy} />}
      {shown?.map((one) => (
        <OneSubject key={one.subjectId} one={one} names={names} />
      ))}
    </>
  );
}

function OneSubject({ one, names }: { one: Explained; names: ReadonlyMap<string, string> }) {
  const said = useWords(explain);
  const who = names.get(one.subjectId) ?? said.household;
  const member = one.memberId && one.memberId !== one.subjectId ? names.get(one.memberId) : undefined;
  return (
    <section className="panel" aria-label={who}>
      <h2>
        {who} <Verdict truth={one.certainty} />{" "}
        {member && <small className="quiet">{said.readFor(member)}</small>}
      </h2>
      <Clauses clauses={one.clauses} />
      {one.leftToDepartment.length > 0 && (
        <p>
          <strong>{said.left}：</strong>
          {one.leftToDepartment.join("；")}
        </p>
      )}
      {one.quote && (
        <blockquote className="quiet">
          {one.quote} — {one.cites}
        </blockquote>
      )}
    </section>
  );
}
