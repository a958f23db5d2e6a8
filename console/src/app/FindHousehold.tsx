// Find a household by its number from anywhere: Ctrl-K.
import { SearchOutlined } from "@ant-design/icons";
import { App, Input, type InputRef } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useClient } from "urql";
import { HouseholdByNumberDocument } from "../gql/graphql";
import { refusals } from "./graph";
import { useSession } from "./session";
import { shell } from "./shell.words";
import { useWords } from "./words";

export function FindHousehold() {
  const said = useWords(shell);
  const [looking, setLooking] = useState(false);
  const field = useRef<InputRef>(null);
  const { sees, may } = useSession();
  const { message } = App.useApp();
  const go = useNavigate();
  const client = useClient();

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        field.current?.focus({ cursor: "all" });
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);

  async function find(number: string) {
    if (!number) return;
    setLooking(true);
    const answer = await client.query(HouseholdByNumberDocument, { number }).toPromise();
    setLooking(false);
    const id = answer.data?.household?.id;
    if (id) go(`/household/${id}`);
    else message.info(refusals(answer.error)[0]?.message || said.notFound);
  }

  if (!sees.has("household.number") || !may(["*/targets:read", "civil/population:read"])) return null;
  return (
    <Input
      ref={field}
      className="find"
      size="small"
      prefix={<SearchOutlined />}
      suffix={<kbd>Ctrl K</kbd>}
      placeholder={said.goTo}
      aria-label={said.goTo}
      disabled={looking}
      onPressEnter={(event) => find(event.currentTarget.value.trim())}
    />
  );
}
