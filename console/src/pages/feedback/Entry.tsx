// 登记一条: checked before it is sent; what it clashes with is shown, and given again only with the reason.
import { Alert, Button, Form, Input, Space } from "antd";
import { useMemo, useRef, useState } from "react";
import { useMutation, useQuery } from "urql";
import { refusals } from "../../app/graph";
import { useSession } from "../../app/session";
import { useLabel, useName, useWords } from "../../app/words";
import { DepartmentsDocument, ProgrammesOfDocument } from "../../gql/graphql";
import { AssistanceKind } from "../../gql/labels";
import type { Act, Field, Place, Values } from "../../parts/acts/act";
import { FormFields } from "../../parts/acts/FormFields";
import { named, variables } from "../../parts/acts/values";
import { today } from "../../parts/DateText";
import { type Accepted, type Answer, groups } from "./oneEntry";
import { feedback } from "./words";

interface Props {
  act: Act;
  /** The entry that is put right, by its own id. */
  record?: string;
  close: () => void;
}

export function Entry({ act, record, close }: Props) {
  const said = useWords(feedback);
  const { me } = useSession();
  const [form] = Form.useForm<Values>();
  const status = Form.useWatch("status", form);
  const [{ fetching }, run] = useMutation<Answer>(act.document);
  const [checked, setChecked] = useState<Accepted>();
  const [again, setAgain] = useState<string>();
  const [refused, setRefused] = useState<string[]>([]);
  const [given, setGiven] = useState<Accepted>();
  const key = useRef(crypto.randomUUID());
  const name = useName();
  const [{ data: own }] = useQuery({
    query: ProgrammesOfDocument,
    variables: { department: me.department?.code },
  });
  const programmes = (own?.programmes ?? []).map((one) => ({
    value: one.code,
    label: `${one.number} ${name(one)}`,
  }));
  const place: Place = { choices: { programme: programmes } };
  const parts = groups(act, status === "GRANTED");
  const all = useMemo(
    () => [...groups(act, false).main, ...parts.own, ...parts.seldom, SECOND],
    [act, parts],
  );
  const start = {
    status: record ? "VOIDED" : "GRANTED",
    record,
    happenedOn: today(),
    division: me.divisions[0]?.code,
  };
  const reason = again !== undefined || Boolean(checked?.clashes.length);

  async function send(checkOnly: boolean) {
    const filledIn = await form.validateFields().catch(() => undefined);
    if (!filledIn) return;
    const item = { ...variables(all, filledIn), externalId: key.current };
    const { data, error } = await run({ items: [item], checkOnly });
    const outcome = data?.done.__typename === "FeedbackReport" ? data.done.outcomes[0] : data?.done;
    setRefused(refusals(error).map((one) => one.message || said.failed));
    if (outcome?.__typename === "Refused") refuse(outcome);
    else if (outcome?.__typename === "FeedbackAccepted") {
      if (checkOnly) setChecked(outcome);
      else setGiven(outcome);
    }
  }

  function refuse({ code, message, path }: { code: string; message: string; path?: string | null }) {
    setChecked(undefined);
    if (code === "ALREADY_REPORTED") return setAgain(message);
    const at = named(path, [])
      .filter((one, n) => n > 1 || one !== "items")
      .filter((one) => one !== 0);
    if (at.length && form.getFieldInstance(at)) form.setFields([{ name: at, errors: [message] }]);
    else setRefused([message]);
  }

  if (given) return <Receipt of={given} close={close} />;
  return (
    <section className="panel act" aria-label={said.entry}>
      <h2>{said.entry}</h2>
      {refused.length > 0 && <Alert type="error" showIcon title={refused.join(" ")} />}
      <Form
        form={form}
        layout="vertical"
        initialValues={start}
        onValuesChange={(changed) => {
          if ("second" in changed) return;
          setChecked(undefined); // what is to be sent has not been checked
          setAgain(undefined);
        }}
      >
        <div className="columns">
          <FormFields act={act} place={place} fields={parts.main} />
          <FormFields act={act} place={place} fields={parts.own} />
        </div>
        <details>
          <summary>{said.seldom}</summary>
          <div className="columns">
            <FormFields act={act} place={place} fields={parts.seldom} />
          </div>
        </details>
        {again !== undefined && <Alert type="warning" showIcon title={again} />}
        {checked && <Checked one={checked} />}
        {reason && (
          <Form.Item
            name="second"
            label={said.second}
            rules={[{ required: true, message: said.secondNeeded }]}
          >
            <Input.TextArea rows={3} maxLength={500} />
          </Form.Item>
        )}
      </Form>
      <Space className="acts">
        {!checked && !reason && (
          <Button type="primary" loading={fetching} onClick={() => send(true)}>
            {said.checkOne}
          </Button>
        )}
        {(checked || reason) && (
          <Button type="primary" loading={fetching} onClick={() => send(false)}>
            {reason ? said.goOn : said.send}
          </Button>
        )}
        <Button onClick={close}>{said.leave}</Button>
      </Space>
    </section>
  );
}

const SECOND: Field = { name: "second", type: "String", label: ["再次救助理由", "Why again"] };

function Checked({ one }: { one: Accepted }) {
  const said = useWords(feedback);
  const label = useLabel();
  const name = useName();
  const [{ data }] = useQuery({ query: DepartmentsDocument, pause: one.clashes.length === 0 });
  const names = new Map(data?.departments.map((known) => [known.code, name(known)]));
  const clashes = one.clashes.map((clash) =>
    said.clash(
      names.get(clash.department) ?? clash.department,
      clash.month,
      label(AssistanceKind, clash.programmeKind as never),
    ),
  );
  const odd = [...clashes, ...one.warnings.map((warning) => warning.message)];
  if (odd.length === 0) return <Alert type="success" showIcon title={said.fine} />;
  return <Alert type="warning" showIcon title={said.odd} description={odd.join("；")} />;
}

function Receipt({ of, close }: { of: Accepted; close: () => void }) {
  const said = useWords(feedback);
  return (
    <section className="panel" aria-label={said.receipt}>
      <h2>{of.replayed ? said.replayedOne : said.sent}</h2>
      {of.receipt && (
        <p>
          {said.receipt} <code>{of.receipt.hash}</code>
        </p>
      )}
      {of.clashes.length > 0 && <Checked one={of} />}
      <Button onClick={close}>{said.back}</Button>
    </section>
  );
}
