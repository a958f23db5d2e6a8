// The visits that the hub does not have yet: which, and why.
import { Alert, Button, Space } from "antd";
import { useWords } from "../../app/words";
import type { Visit } from "./unsent";
import { visit as words } from "./words";

interface Props {
  unsent: readonly Visit[];
  edit: (one: Visit) => void;
  drop: (key: string) => void;
  send: () => void;
}

export function Unsent({ unsent, edit, drop, send }: Props) {
  const said = useWords(words);
  if (unsent.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={said.unsent(unsent.length)}
      description={
        <>
          <p>{said.unsentWhy}</p>
          <ul>
            {unsent.map((one) => (
              <li key={one.key}>
                {one.number ?? ""} {(one.values.input as { visitedOn?: string } | undefined)?.visitedOn}{" "}
                {one.refused ? `${said.refused}：${one.refused}` : said.waiting}{" "}
                {one.refused && (
                  <Space>
                    <Button onClick={() => edit(one)}>{said.edit}</Button>
                    <Button onClick={() => drop(one.key)}>{said.drop}</Button>
                  </Space>
                )}
              </li>
            ))}
          </ul>
          <Button onClick={send}>{said.again}</Button>
        </>
      }
    />
  );
}
