// Sources and jobs: what the hub fetches by itself and how that goes, and what was asked for and takes long.
import { Table, type TableColumnsType, Tag, Typography } from "antd";
import { useQuery } from "urql";
import { useName, useWords } from "../../app/words";
import { SourcesDocument, type SourcesQuery } from "../../gql/graphql";
import { moment } from "../../parts/DateText";
import { EmptyNote } from "../../parts/EmptyNote";
import { RefusalNote } from "../../parts/RefusalNote";
import { Jobs } from "./Jobs";
import { sources } from "./sources.words";
import { admin } from "./words";

type Source = SourcesQuery["sourceSchedules"][number];

export default function SourcesTab() {
  const said = useWords(sources);
  const [{ data, error, fetching }, again] = useQuery({
    query: SourcesDocument,
    requestPolicy: "cache-and-network",
  });
  return (
    <>
      <Typography.Title level={3}>{said.sources}</Typography.Title>
      {error && <RefusalNote error={error} again={again} />}
      <Table<Source>
        size="small"
        rowKey={(row) => `${row.department.code}/${row.source}`}
        columns={useColumns()}
        dataSource={data?.sourceSchedules}
        loading={fetching && !data}
        pagination={false}
        locale={{
          emptyText: fetching ? " " : <EmptyNote title={said.noSources} why={said.noSourcesWhy} />,
        }}
      />
      <Typography.Title level={3}>{said.jobs}</Typography.Title>
      <Jobs />
    </>
  );
}

function useColumns(): TableColumnsType<Source> {
  const said = useWords(sources);
  const common = useWords(admin);
  const name = useName();
  return [
    { title: common.department, render: (_, row) => name(row.department) },
    { title: said.source, dataIndex: "source" },
    { title: said.every, render: (_, row) => said.minutes(row.everyMinutes) },
    { title: said.fetched, render: (_, row) => row.fetchedAt && moment(row.fetchedAt) },
    { title: said.next, render: (_, row) => row.nextAt && moment(row.nextAt) },
    { title: common.state, render: (_, row) => <Standing row={row} /> },
    {
      title: said.why,
      render: (_, { paused, failure }) => (paused ? `${paused.reason} · ${moment(paused.since)}` : failure),
    },
  ];
}

function Standing({ row }: { row: Source }) {
  const said = useWords(sources);
  if (row.paused) return <Tag color="warning">{said.paused}</Tag>;
  if (row.failing) return <Tag color="error">{said.failing(row.failures)}</Tag>;
  if (row.failures) return <Tag color="warning">{said.failed(row.failures)}</Tag>;
  return <Tag color="success">{said.well}</Tag>;
}
