// The officer's own jobs: how far each has come, what failed, and how one is called off.
import type { TableColumnsType } from "antd";
import { useLabel, useWords } from "../../app/words";
import { CancelJobDocument, type JobRowFragment, JobsDocument } from "../../gql/graphql";
import { JobKind as KINDS, JobState as STATES } from "../../gql/labels";
import { ActMenu } from "../../parts/acts/ActMenu";
import type { Act } from "../../parts/acts/act";
import { moment } from "../../parts/DateText";
import { ListTable } from "../../parts/ListTable";
import { StatusTag, type Tone } from "../../parts/StatusTag";
import { usePages } from "../../parts/usePages";
import { sources } from "./sources.words";
import { admin } from "./words";

const PAGE = 20;
const TONES: Record<string, Tone> = { RUNNING: "processing", DONE: "success", FAILED: "error" };
const CANCEL: Act = { document: CancelJobDocument, title: ["取消任务", "Call off"], danger: true };

export function Jobs() {
  const said = useWords(sources);
  const common = useWords(admin);
  const label = useLabel();
  const pages = usePages(JobsDocument, { first: PAGE }, (data) => data.jobs);
  const columns: TableColumnsType<JobRowFragment> = [
    { title: said.kind, render: (_, row) => label(KINDS, row.kind) },
    {
      title: common.state,
      render: (_, row) => <StatusTag labels={STATES} code={row.state} tone={TONES[row.state]} />,
    },
    { title: said.come, render: (_, row) => (row.of ? `${row.done} / ${row.of}` : row.done) },
    { title: said.asked, render: (_, row) => moment(row.askedAt) },
    { title: said.ended, render: (_, row) => row.endedAt && moment(row.endedAt) },
    { title: said.kept, render: (_, row) => row.keptUntil && moment(row.keptUntil) },
    { title: said.why, render: (_, row) => row.failure?.message },
    {
      render: (_, row) =>
        ["WAITING", "RUNNING"].includes(row.state) && (
          <ActMenu acts={[CANCEL]} place={{ given: { id: row.id } }} done={pages.again} />
        ),
    },
  ];
  return (
    <ListTable<JobRowFragment> pages={pages} columns={columns} none={said.noJobs} noneWhy={said.noJobsWhy} />
  );
}
