// Keeps a list as it is looked at, under a name.
import { Button, Checkbox, Input, Popover } from "antd";
import { useState } from "react";
import { useWords } from "../app/words";
import type { Views } from "./useViews";
import { views as table } from "./views.words";

export function SaveView({ views, filters }: { views: Views; filters: string }) {
  const said = useWords(table);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  async function save() {
    if (!(await views.save(name, filters, shared))) return;
    setOpen(false);
    setName("");
  }
  const form = (
    <form
      className="ask"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Input
        autoFocus
        aria-label={said.name}
        placeholder={said.name}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {said.share}
      </Checkbox>
      <p className="quiet">{said.nameWhy}</p>
      <Button type="primary" htmlType="submit" disabled={!name.trim()}>
        {said.ok}
      </Button>
    </form>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={form} destroyOnHidden>
      <Button>{said.save}</Button>
    </Popover>
  );
}
