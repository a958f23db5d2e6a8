// A rule on trial: how far it has come, called off, and what it would change by county.
import { Alert, Button, Progress, Table } from "antd";
import { useMutation, useQuery } from "urql";
import { useLanguage, useWords } from "../../app/words";
import {
  CancelJobDocument,
  CountiesDocument,
  type RulesQuery,
  TrialDocument,
  type TrialQuery,
} from "../../gql/graphql";
import { EmptyNote } from "../../parts/EmptyNote";
import { RefusalNote } from "../../parts/RefusalNote";
import { useUntilEnded } from "../../parts/useUntilEnded";
import { policy } from "./words";

type Simulation = NonNullable<NonNullable<TrialQuery["job"]>["simulation"]>;

export function Trial({ id, rules }: { id: string; rules: RulesQuery["warningRules"] }) {
  const said = useWords(policy);
  const { language } = useLanguage();
  const { one: job, ended, read, error, again } = useUntilEnded(TrialDocument, id, (data) => data.job);
  const [, cancel] = useMutation(CancelJobDocument);
  const simulation = job?.simulation;
  const rule = rules.find((one) => one.code === simulation?.rule);
  const called = rule && (language === "zh" ? rule.meaning : rule.meaningEn);
  return (
    <section className="panel" aria-label={said.tryIt}>
      <h2>{called ? said.trial(called) : said.tryIt}</h2>
      {error && <RefusalNote error={error} />}
      {read && !job && <p role="status">{said.gone}</p>}
      {job && !ended && (
        <>
          <p role="status">{job.of ? said.progress(job.done, job.of) : said.waiting}</p>
          <Progress
            aria-label={said.tryIt}
            percent={job.of ? Math.round((100 * job.done) / job.of) : 0}
            status="active"
          />
          <p className="quiet">{said.writesNothing}</p>
          <Button onClick={() => cancel({ id }).then(again)}>{said.callOff}</Button>
        </>
      )}
      {job?.state === "CANCELLED" && <p role="status">{said.calledOff}</p>}
      {job?.failure && <Alert type="error" showIcon title={job.failure.message} />}
      {simulation && <Result simulation={simulation} />}
    </section>
  );
}

function Result({ simulation }: { simulation: Simulation }) {
  const said = useWords(policy);
  const [{ data }] = useQuery({ query: CountiesDocument });
  const names = new Map(
    data?.divisions.nodes.map((one) => [one.code, [one.parent?.name, one.name].filter(Boolean).join(" ")]),
  );
  const sum = (of: "households" | "newly") => simulation.counties.reduce((all, one) => all + one[of], 0);
  return (
    <>
      <p role="status">
        {said.result(simulation.on, simulation.households, sum("households"), sum("newly"))}
      </p>
      <p className="quiet">{said.writesNothing}</p>
      <Table
        size="small"
        rowKey="division"
        pagination={false}
        dataSource={simulation.counties}
        locale={{ emptyText: <EmptyNote title={said.nobody} why={said.nobodyWhy} /> }}
        columns={[
          { title: said.county, render: (_, one) => names.get(one.division) ?? one.division },
          { title: said.warned, align: "right", dataIndex: "households" },
          { title: said.newly, align: "right", dataIndex: "newly" },
        ]}
      />
    </>
  );
}
