// A masked name or number: copying copies the mask; 显示 asks a purpose, shows it for a minute, and is logged by the hub.

import { Button, Input, Popover, Space } from "antd";
import { useEffect, useState } from "react";
import { useClient } from "urql";
import { headers, type Refusal, refusals } from "../app/graph";
import { useSession } from "../app/session";
import { useLanguage, useWords } from "../app/words";
import { RevealNameDocument, RevealNumberDocument } from "../gql/graphql";
import { PurposeCode } from "../gql/labels";
import { CodeSelect } from "./CodeSelect";
import { parts } from "./parts.words";

const SECONDS = 60;

/** An ID number as 6 + 8 + 4; other numbers as they are. */
export function grouped(number: string): string {
  return number.replace(/^(\d{6})(\d{8})(\d{3}[\dX])$/, "$1 $2 $3");
}

export function MaskedName({ id, masked }: { id: string; masked: string }) {
  const { may, sees } = useSession();
  const open = may(["identity/name:read"]) && sees.has("person.name");
  return <Masked id={id} masked={masked} kind="name" open={open} />;
}

export function MaskedNumber({ id }: { id: string }) {
  const { may, sees } = useSession();
  const open = may(["identity/number:read"]) && sees.has("person.id_number");
  return <Masked id={id} masked="******************" kind="number" open={open} />;
}

interface Props {
  id: string;
  masked: string;
  kind: "name" | "number";
  open: boolean;
}

function Masked({ id, masked, kind, open }: Props) {
  const said = useWords(parts);
  const [clear, setClear] = useState<string>();
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (clear === undefined) return;
    const until = Date.now() + SECONDS * 1000;
    setLeft(SECONDS);
    const tick = setInterval(() => {
      const rest = Math.ceil((until - Date.now()) / 1000);
      setLeft(rest);
      if (rest <= 0) setClear(undefined);
    }, 500);
    return () => clearInterval(tick);
  }, [clear]);
  if (!open) return masked;
  const copyMask = (event: React.ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", masked);
  };
  return (
    <span onCopy={copyMask} className="masked">
      {clear ?? masked}{" "}
      {clear === undefined ? (
        <Reveal id={id} kind={kind} shown={setClear} />
      ) : (
        <Button type="link" size="small" title={said.left(left)} onClick={() => setClear(undefined)}>
          {said.hide} {left}
        </Button>
      )}
    </span>
  );
}

function Reveal({ id, kind, shown }: { id: string; kind: Props["kind"]; shown: (value: string) => void }) {
  const said = useWords(parts);
  const { language } = useLanguage();
  const client = useClient();
  const [purpose, setPurpose] = useState<keyof typeof PurposeCode>();
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState<Refusal>();

  async function ask() {
    if (!purpose) return;
    const stated = note ? `${purpose}; ${encodeURIComponent(note)}` : purpose;
    const fetchOptions = { headers: headers(language, stated) };
    // What is shown for a minute is not kept in the cache of answers.
    const context = { fetchOptions, requestPolicy: "network-only" as const };
    const answer =
      kind === "name"
        ? await client.query(RevealNameDocument, { id }, context).toPromise()
        : await client.query(RevealNumberDocument, { id }, context).toPromise();
    setRefused(refusals(answer.error)[0]);
    const person = answer.data?.person;
    if (person) shown("name" in person ? person.name : grouped(person.idNumber));
  }

  const form = (
    <Space direction="vertical" style={{ width: 260 }}>
      <CodeSelect labels={PurposeCode} name={said.why} width="100%" value={purpose} onChange={setPurpose} />
      <Input
        aria-label={said.note}
        placeholder={said.note}
        value={note}
        onChange={(e) => setNote(e.target.value)}
      />
      <small className="quiet">{said.whyNote}</small>
      {refused && <small role="alert">{refused.message}</small>}
      <Button type="primary" disabled={!purpose} onClick={ask}>
        {said.reveal}
      </Button>
    </Space>
  );
  return (
    <Popover trigger="click" content={form} destroyOnHidden>
      <Button type="link" size="small">
        {said.reveal}
      </Button>
    </Popover>
  );
}
