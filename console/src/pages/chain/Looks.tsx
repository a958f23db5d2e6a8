// 谁查看过: who looked at a person, told to them at the window by their number, or to an auditor; each such question is logged.
import { Alert, Button, Drawer, Form, Input, Select, Table } from "antd";
import { useState } from "react";
import { useClient, useQuery } from "urql";
import { headers, refusals } from "../../app/graph";
import { useSession } from "../../app/session";
import { useLabel, useLanguage, useName, useWords } from "../../app/words";
import { DepartmentsDocument, SubjectLooksDocument, type SubjectLooksQuery } from "../../gql/graphql";
import { ActorKind, PurposeCode } from "../../gql/labels";
import { useCodes } from "../../parts/CodeSelect";
import { moment } from "../../parts/DateText";
import { looks as words } from "./looks.words";

type Look = SubjectLooksQuery["subjectAccess"]["looks"][number];
interface Asked {
  idNumber: string;
  basis: string;
  purpose: keyof typeof PurposeCode;
}

export function Looks() {
  const said = useWords(words);
  const { may } = useSession();
  const [open, setOpen] = useState(false);
  if (!may(["household/subject:read", "hub:audit"])) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{said.title}</Button>
      <Drawer open={open} size={760} title={said.title} onClose={() => setOpen(false)} destroyOnHidden>
        <Question />
      </Drawer>
    </>
  );
}

function Question() {
  const said = useWords(words);
  const codes = useCodes();
  const { language } = useLanguage();
  const client = useClient();
  const [found, setFound] = useState<SubjectLooksQuery["subjectAccess"]>();
  const [refused, setRefused] = useState<string>();

  async function ask({ idNumber, basis, purpose }: Asked) {
    // What is told here is about one person and is not kept in the cache of answers.
    const fetchOptions = { headers: headers(language, purpose) };
    const context = { fetchOptions, requestPolicy: "network-only" as const };
    const answer = await client.query(SubjectLooksDocument, { idNumber, basis }, context).toPromise();
    setRefused(refusals(answer.error)[0]?.message);
    setFound(answer.data?.subjectAccess);
  }

  const needed = [{ required: true, message: said.needed }];
  return (
    <>
      <p className="quiet">{said.about}</p>
      <Form<Asked> layout="vertical" onFinish={ask}>
        <Form.Item name="idNumber" label={said.number} rules={needed}>
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="basis" label={said.basis} rules={needed}>
          <Input />
        </Form.Item>
        <Form.Item name="purpose" label={said.purpose} rules={needed}>
          <Select options={codes(PurposeCode)} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {said.ask}
        </Button>
      </Form>
      {refused && <Alert type="error" showIcon title={refused} />}
      {found && <Found looks={found.looks} more={Boolean(found.endCursor)} />}
    </>
  );
}

function Found({ looks, more }: { looks: Look[]; more: boolean }) {
  const said = useWords(words);
  const label = useLabel();
  const name = useName();
  const [{ data }] = useQuery({ query: DepartmentsDocument });
  const names = new Map(data?.departments.map((one) => [one.code, name(one)]));
  return (
    <Table<Look>
      size="small"
      rowKey={(one) => JSON.stringify(one)}
      pagination={false}
      dataSource={looks}
      locale={{ emptyText: said.none }}
      footer={more ? () => said.more : undefined}
      columns={[
        { title: said.at, render: (_, one) => moment(one.at) },
        { title: said.department, render: (_, one) => names.get(one.department) ?? one.department },
        {
          title: said.who,
          render: (_, one) => one.actor ?? (one.actorKind ? label(ActorKind, one.actorKind) : ""),
        },
        { title: said.own, render: (_, one) => (one.own ? said.person : said.household) },
        {
          title: said.purpose,
          render: (_, one) => one.purpose && label(PurposeCode, one.purpose as keyof typeof PurposeCode),
        },
        { title: said.opened, render: (_, one) => one.opened.join("、") || "–" },
      ]}
    />
  );
}
