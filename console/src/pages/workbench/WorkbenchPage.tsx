// 工作台: what waits for the officer, each kind where their rights ask for it.
import { type AnyVariables, type TypedDocumentNode, useQuery } from "urql";
import type { Need } from "../../app/rights";
import { useSession } from "../../app/session";
import { useLabel, useLanguage, useName, useWords } from "../../app/words";
import {
  WaitingMattersDocument,
  WaitingProposalsDocument,
  WaitingReviewsDocument,
  WaitingWarningsDocument,
} from "../../gql/graphql";
import { ProposedAct } from "../../gql/labels";
import { PageTitle } from "../../parts/PageTitle";
import { WaitingList } from "./WaitingList";
import { workbench } from "./words";

const MATTERS: Need = ["*/referrals:read", "civil/referral:write"];
const PROPOSALS: Need = ["civil/population:decide"];
const REVIEWS: Need = ["civil/population:read", "civil/referral:write"];
const WARNINGS: Need = ["civil/referral:write"];

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
    { title: said.papers, list: undefined, box: data?.papersDue },
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
