// A division of the officer's slice, or several: those they act for, and below them level by level.
import { TreeSelect } from "antd";
import { useMemo, useState } from "react";
import { useClient } from "urql";
import { useSession } from "../app/session";
import { useWords } from "../app/words";
import { DivisionsBelowDocument } from "../gql/graphql";
import { parts } from "./parts.words";

interface Entry {
  id: string;
  pId: string;
  value: string;
  title: string;
  isLeaf: boolean;
}

interface Props {
  id?: string;
  value?: string;
  onChange: (code: string | undefined) => void;
}

export function DivisionPicker({ id, value, onChange }: Props) {
  const said = useWords(parts);
  const tree = useTree();
  return (
    <TreeSelect
      {...tree}
      id={id}
      allowClear
      value={value}
      onChange={(code?: string) => onChange(code)}
      placeholder={said.wholeSlice}
      style={{ width: 180 }}
    />
  );
}

interface SeveralProps {
  id?: string;
  value: string[];
  onChange: (codes: string[]) => void;
}

export function DivisionsPicker({ id, value, onChange }: SeveralProps) {
  const said = useWords(parts);
  const tree = useTree();
  return (
    <TreeSelect
      {...tree}
      id={id}
      multiple
      allowClear
      value={value}
      onChange={(codes: string[]) => onChange(codes)}
      placeholder={said.divisions}
      style={{ width: "100%" }}
    />
  );
}

function useTree() {
  const { me } = useSession();
  const client = useClient();
  const [read, setRead] = useState<Entry[]>([]);
  const own = useMemo(() => me.divisions.map((one) => entry(one, "")), [me]);

  async function open(code: string) {
    const below = await client.query(DivisionsBelowDocument, { below: code }).toPromise();
    const direct = below.data?.divisions.nodes.filter((one) => one.parent?.code === code) ?? [];
    setRead((before) => [
      ...before.filter((one) => one.pId !== code),
      ...direct.map((one) => entry(one, code)),
    ]);
  }

  return {
    treeDataSimpleMode: true,
    treeData: [...own, ...read],
    loadData: (node: { value?: unknown }) => open(String(node.value)),
    popupMatchSelectWidth: 280,
  };
}

function entry(one: { code: string; name: string; level: string }, above: string): Entry {
  return { id: one.code, pId: above, value: one.code, title: one.name, isLeaf: one.level === "VILLAGE" };
}
