// 工作台: what waits for the officer, each kind where their rights ask for it.
import { Link } from "react-router";
import { type AnyVariables, type TypedDocumentNode, useQuery } from "urql";
import type { Need } from "../../app/rights";
import { useSession } from "../../app/session";
import { useLabel, useLanguage, useName, useWords } from "../../app/words";
import {
  WaitingImportsDocument,
  WaitingJobsDocument,
  WaitingMattersDocument,
  WaitingProposalsDocument,
  WaitingReviewsDocument,
  WaitingVisitsDocument,
  WaitingWarningsDocument,
} from "../../gql/graphql";
import { JobKind, JobState, ProposedAct } from "../../gql/labels";
import { moment } from "../../parts/DateText";
import { PageTitle } from "../../parts/PageTitle";
import { WaitingList } from "./WaitingList";
import { workbench } from "./words";

const MATTERS: Need = ["*/referrals:read", "civil/referral:write"];
const PROPOSALS: Need = ["civil/population:decide"];
const REVIEWS: Need = ["civil/population:read", "civil/referral:write"];
const WARNINGS: Need = ["civil/referral:write"];
const VISITS: Need = ["civil/referral:write"];
const IMPORTS: Need = ["*/feedback:write"];
const JOBS: Need = ["*/feedback:write", "civil/supervise:read", "civil/population:read"];
const UNDER_WAY = ["WAITING", "RUNNING", "FAILED"];

export default function WorkbenchPage() {
  const said = useWords(workbench);
  const { may } = useSession();
  return (
    <>
      <PageTitle title={said.title} about={said.about} />
      <div className="columns">
        {may(MATTERS) && <Matters />}
        {may(PROPOSALS) && <Proposals />}
        {may(REVIEWS) && <Reviews />}
        {may(WARNINGS) && <Warnings />}
        {may(VISITS) && <Visits />}
        {may(IMPORTS) && <Imports />}
        {may(JOBS) && <Jobs />}
      </div>
    </>
  );
}

function useWaiting<Data, Variables extends AnyVariables & { number: boolean }>(
  query: TypedDocumentNode<Data, Variables>,
) {
  const { sees } = useSession();
  const variables = { number: sees.has("household.number") } as Variables;
  const [answer] = useQuery<Data, Variables>({ query, variables, requestPolicy: "cache-and-network" });
  return answer;
}

function Matters() {
  const said = useWords(workbench);
  const name = useName();
  const { data, error } = useWaiting(WaitingMattersDocument);
  const lists = [
    { title: said.referrals, list: "/referrals?box=IN", box: data?.referrals },
    { title: said.papers, list: "/matters/papersDue?box=IN", box: data?.papersDue },
  ];
  return lists.map(({ title, list, box }) => (
    <WaitingList
      key={title}
      title={title}
      list={list}
      error={error}
      total={box?.totalCount}
      rows={box?.nodes.map((one) => ({
        key: one.id,
        household: one.household,
        what: [name(one.fromDepartment), one.person?.nameMasked].filter(Boolean).join(" · "),
        due: one.dueOn,
        since: one.openedOn,
      }))}
    />
  ));
}

function Proposals() {
  const said = useWords(workbench);
  const label = useLabel();
  const { data, error } = useWaiting(WaitingProposalsDocument);
  return (
    <WaitingList
      title={said.proposals}
      list="/confirmations"
      error={error}
      total={data?.proposals.totalCount}
      rows={data?.proposals.nodes.map((one) => ({
        key: one.id,
        household: one.household,
        what: [label(ProposedAct, one.act), one.person?.nameMasked].filter(Boolean).join(" · "),
        due: one.dueOn,
      }))}
    />
  );
}

function Reviews() {
  const said = useWords(workbench);
  const name = useName();
  const { data, error } = useWaiting(WaitingReviewsDocument);
  return (
    <WaitingList
      title={said.reviews}
      error={error}
      total={data?.dueReviews.totalCount}
      rows={data?.dueReviews.nodes.map((one) => ({
        key: `${one.person.id} ${one.determination.category.code} ${one.due}`,
        household: one.household,
        what: `${one.person.nameMasked} · ${name(one.determination.category)}`,
        due: one.due,
      }))}
    />
  );
}

function Warnings() {
  const said = useWords(workbench);
  const { language } = useLanguage();
  const { data, error } = useWaiting(WaitingWarningsDocument);
  return (
    <WaitingList
      title={said.warnings}
      list="/warnings"
      error={error}
      total={data?.earlyWarnings.totalCount}
      rows={data?.earlyWarnings.nodes.map((one, index) => ({
        key: one.household?.id ?? String(index),
        household: one.household,
        what: one.lines.map((line) => (language === "zh" ? line.meaning : line.meaningEn)).join("；"),
        since: one.raisedOn,
      }))}
    />
  );
}

function Visits() {
  const said = useWords(workbench);
  const { data, error } = useWaiting(WaitingVisitsDocument);
  return (
    <WaitingList
      title={said.visits}
      list="/matters/visits?box=IN"
      error={error}
      total={data?.visits.totalCount}
      rows={data?.visits.nodes.map((one) => ({
        key: one.id,
        household: one.household,
        what: (
          <>
            {one.person?.nameMasked} <Link to={`/visit?visit=${one.id}`}>{said.record}</Link>
          </>
        ),
        due: one.plannedFor,
      }))}
    />
  );
}

/** Files that were handed in and of which not all was taken. */
function Imports() {
  const said = useWords(workbench);
  const [{ data, error }] = useQuery({ query: WaitingImportsDocument, requestPolicy: "cache-and-network" });
  const failed = data?.imports.nodes.filter((one) => one.state === "FAILED" || one.refused > 0);
  return (
    <WaitingList
      title={said.imports}
      list="/feedback"
      error={error}
      total={failed?.length}
      rows={failed?.map((one) => ({
        key: one.id,
        what: <Link to={`/feedback?import=${one.id}`}>{`${one.name} · ${said.rows(one.refused)}`}</Link>,
        since: moment(one.receivedAt).slice(0, 10),
      }))}
    />
  );
}

/** What the hub does for the officer and has not ended, or could not do. */
function Jobs() {
  const said = useWords(workbench);
  const label = useLabel();
  const [{ data, error }] = useQuery({ query: WaitingJobsDocument, requestPolicy: "cache-and-network" });
  const jobs = data?.jobs.nodes.filter((one) => UNDER_WAY.includes(one.state));
  return (
    <WaitingList
      title={said.jobs}
      error={error}
      total={jobs?.length}
      rows={jobs?.map((one) => ({
        key: one.id,
        what: `${label(JobKind, one.kind)} · ${label(JobState, one.state)} ${one.of ? `${one.done}/${one.of}` : ""}`,
        since: moment(one.askedAt).slice(0, 10),
      }))}
    />
  );
}
