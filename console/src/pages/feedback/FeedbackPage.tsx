// 反馈: a department's filled list handed in as a file; its import stands in the address and outlives a reload.
import { InboxOutlined } from "@ant-design/icons";
import { Alert, Button, Space, Table, Upload } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { useSession } from "../../app/session";
import { useLanguage, useWords } from "../../app/words";
import { ImportDocument, ImportsDocument, type ImportsQuery } from "../../gql/graphql";
import { JobState } from "../../gql/labels";
import { MomentText } from "../../parts/DateText";
import { EmptyNote } from "../../parts/EmptyNote";
import { PageTitle } from "../../parts/PageTitle";
import { RefusalNote } from "../../parts/RefusalNote";
import { StatusTag } from "../../parts/StatusTag";
import { useFilters } from "../../parts/useFilters";
import { usePages } from "../../parts/usePages";
import { useUntilEnded } from "../../parts/useUntilEnded";
import { Entry } from "./Entry";
import { handIn } from "./handIn";
import { Outcome } from "./Outcome";
import { feedbackOf } from "./oneEntry";
import { feedback } from "./words";

export default function FeedbackPage() {
  const said = useWords(feedback);
  const { language } = useLanguage();
  const [{ import: id, entry, record }, set] = useFilters(["import", "entry", "record"] as const);
  const { me } = useSession();
  const act = useMemo(() => feedbackOf(me.department?.code), [me]);
  const leave = () => set(record ? "record" : "entry", undefined);
  const [file, setFile] = useState<File>();
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<string>();
  const [known, setKnown] = useState(false);
  const { one, ended, error } = useUntilEnded(ImportDocument, id, (data) => data.import);

  async function send(chosen: File, check: boolean) {
    setSending(true);
    const told = await handIn(chosen, check, language);
    setSending(false);
    setRefused(told.refused === undefined ? undefined : told.refused || said.failed);
    setKnown(told.known ?? false);
    if (told.id) set("import", told.id);
  }

  const ready = one?.checkOnly && one.state === "DONE" && one.accepted + one.replayed > 0;
  if (act && (entry || record))
    return (
      <>
        <PageTitle title={said.title} />
        <Entry act={act} record={record} close={leave} />
      </>
    );
  return (
    <>
      <PageTitle
        title={said.title}
        about={said.about}
        side={act && <Button onClick={() => set("entry", "one")}>{said.one}</Button>}
      />
      <Upload.Dragger
        accept=".xlsx,.csv,.zip,.txt"
        maxCount={1}
        showUploadList={false}
        disabled={sending}
        beforeUpload={(chosen) => {
          setFile(chosen);
          send(chosen, true);
          return false;
        }}
      >
        <p>
          <InboxOutlined /> {file ? file.name : said.choose}
        </p>
        <p className="quiet">{sending ? said.sending : said.drop}</p>
      </Upload.Dragger>
      {refused !== undefined && <Alert type="error" showIcon title={refused} />}
      {known && <Alert type="info" showIcon title={said.known} />}
      {error && <RefusalNote error={error} />}
      {one && <Outcome one={one} ended={ended} />}
      {file && ready && (
        <Space className="acts">
          <Button type="primary" loading={sending} onClick={() => send(file, false)}>
            {said.send}
          </Button>
        </Space>
      )}
      <Earlier key={one?.state} />
    </>
  );
}

type Row = ImportsQuery["imports"]["nodes"][number];

function Earlier() {
  const said = useWords(feedback);
  const pages = usePages(ImportsDocument, { first: 20 }, (data) => data.imports);
  return (
    <section aria-label={said.earlier}>
      <h2 className="earlier">{said.earlier}</h2>
      <Table<Row>
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={pages.rows}
        locale={{ emptyText: pages.reading ? " " : <EmptyNote title={said.none} why={said.noneWhy} /> }}
        columns={[
          { title: said.file, render: (_, row) => <Link to={`/feedback?import=${row.id}`}>{row.name}</Link> },
          { title: said.at, render: (_, row) => <MomentText at={row.receivedAt} /> },
          { title: said.state, render: (_, row) => <StatusTag labels={JobState} code={row.state} /> },
          {
            title: said.accepted,
            align: "right",
            render: (_, row) => (row.checkOnly ? said.onlyChecked : row.accepted),
          },
          { title: said.replayed, align: "right", dataIndex: "replayed" },
          { title: said.refused, align: "right", dataIndex: "refused" },
        ]}
      />
    </section>
  );
}
