// A saved view of one's own: renamed, shared, taken out.
import { Button, Checkbox, Popconfirm, Typography } from "antd";
import { useWords } from "../app/words";
import type { ViewFragment } from "../gql/graphql";
import type { Views } from "./useViews";
import { views as table } from "./views.words";

export function OwnView({ view, views }: { view: ViewFragment; views: Views }) {
  const said = useWords(table);
  const rename = (name: string) => name.trim() && name !== view.name && views.change(view.id, { name });
  return (
    <li className="plain">
      <Typography.Text editable={{ onChange: rename, tooltip: said.rename, maxLength: 60 }}>
        {view.name}
      </Typography.Text>
      <div className="filters">
        <Checkbox
          checked={view.shared}
          onChange={(event) => views.change(view.id, { shared: event.target.checked })}
        >
          {said.share}
        </Checkbox>
        <Popconfirm
          title={said.removeWhy}
          okText={said.ok}
          cancelText={said.cancel}
          onConfirm={() => views.remove(view.id)}
        >
          <Button size="small" aria-label={`${said.remove} ${view.name}`}>
            {said.remove}
          </Button>
        </Popconfirm>
      </div>
    </li>
  );
}
