// 记录走访: a visit told on a phone, with a net or without: what is typed stays in the browser until the hub has it.
import { Alert, App, Button, Form, Input, Select } from "antd";
import { useCallback, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useQuery } from "urql";
import { useSession } from "../../app/session";
import { useWords } from "../../app/words";
import { PlannedVisitsDocument, RecordVisitDocument } from "../../gql/graphql";
import { type Act, declared, type Place, type Values } from "../../parts/acts/act";
import { FormFields } from "../../parts/acts/FormFields";
import { variables } from "../../parts/acts/values";
import { PageTitle } from "../../parts/PageTitle";
import { Unsent } from "./Unsent";
import { holdsNumber, keep, kept, type Visit } from "./unsent";
import { useOnline, useUnsent } from "./useUnsent";
import { visit as words } from "./words";

const VISIT: Act = {
  document: RecordVisitDocument,
  title: ["登记走访", "Record a visit"],
  hide: ["input.id", "input.household", "input.person", "input.unregistered"],
};
const PLACE: Place = {};

export default function VisitPage() {
  const { officer } = useSession();
  return officer ? <VisitForm officer={officer} /> : null;
}

type Filled = Values & { visit?: string; number?: string };

function VisitForm({ officer }: { officer: string }) {
  const said = useWords(words);
  const online = useOnline();
  const { message } = App.useApp();
  const [params] = useSearchParams();
  const [form] = Form.useForm<Filled>();
  const { fields } = declared(VISIT);
  const recorded = useCallback(() => void message.success(said.sent), [message, said]);
  const { unsent, add, drop, sendAll } = useUnsent(officer, recorded);
  const key = useRef(kept(officer).draft?.key ?? crypto.randomUUID());
  const [unkept, setUnkept] = useState(false);
  const household = params.get("household") ?? undefined;
  const started = startOf(kept(officer).draft, params.get("visit"));
  const planned = Form.useWatch("visit", form);

  const typed = (all: Filled): Visit => {
    const { visit, number, ...values } = all;
    return {
      key: key.current,
      visit,
      household: visit ? undefined : household,
      number: number?.trim(),
      values,
    };
  };
  const keepDraft = (_: unknown, all: Filled) => {
    const holds = holdsNumber(all);
    setUnkept(holds);
    keep(officer, { draft: holds ? undefined : typed(all), unsent: kept(officer).unsent });
  };
  const hand = async (all: Filled) => {
    if (holdsNumber(all)) return setUnkept(true);
    const one = typed({ ...all, ...variables(fields, all) });
    keep(officer, { unsent: kept(officer).unsent });
    key.current = crypto.randomUUID();
    form.resetFields();
    for (const name of ["visit", "number", "input"]) form.setFieldValue(name, undefined);
    await add(one);
  };
  const edit = (one: Visit) => {
    key.current = one.key;
    form.setFieldsValue({ visit: one.visit, number: one.number, ...one.values });
    drop(one.key);
    keep(officer, { draft: one, unsent: kept(officer).unsent });
  };

  return (
    <div className="phone">
      <PageTitle title={said.title} />
      <p className="quiet">{said.about}</p>
      {!online && <Alert type="warning" showIcon title={said.offline} />}
      <Unsent unsent={unsent} edit={edit} drop={drop} send={sendAll} />
      <Form<Filled>
        form={form}
        layout="vertical"
        size="large"
        initialValues={started}
        onValuesChange={keepDraft}
        onFinish={hand}
      >
        <Form.Item name="visit" label={said.planned}>
          <Planned />
        </Form.Item>
        {!planned && !household && (
          <Form.Item name="number" label={said.number} rules={[{ required: true, message: said.needed }]}>
            <Input autoComplete="off" />
          </Form.Item>
        )}
        <FormFields act={VISIT} place={PLACE} fields={fields} />
        {unkept && <Alert type="error" showIcon title={said.noNumber} />}
        <Button type="primary" htmlType="submit" block disabled={unkept}>
          {said.send}
        </Button>
      </Form>
    </div>
  );
}

function startOf(draft: Visit | undefined, visit: string | null): Filled {
  if (!draft) return { visit: visit ?? undefined };
  return { ...draft.values, visit: visit ?? draft.visit, number: draft.number };
}

/** The visits that are planned, the next first: without a net, those that were read before. */
function Planned({ id, value, onChange }: { id?: string; value?: string; onChange?: (id?: string) => void }) {
  const said = useWords(words);
  const { sees } = useSession();
  const number = sees.has("household.number");
  const [{ data }] = useQuery({ query: PlannedVisitsDocument, variables: { number } });
  const options = (data?.visits.nodes ?? []).map((one) => ({
    value: one.id,
    label: [one.household?.number, one.person?.nameMasked, one.plannedFor].filter(Boolean).join(" · "),
  }));
  return (
    <Select
      id={id}
      allowClear
      placeholder={said.unplanned}
      value={value}
      onChange={onChange}
      options={options}
    />
  );
}
