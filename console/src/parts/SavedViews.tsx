// Saved views beside a page's filters: gone to by name, saved, renamed, shared and taken out.
import { Button, Drawer, Select } from "antd";
import { useId, useState } from "react";
import { useSearchParams } from "react-router";
import { useWords } from "../app/words";
import type { ViewFragment } from "../gql/graphql";
import { EmptyNote } from "./EmptyNote";
import { OwnView } from "./OwnView";
import { SaveView } from "./SaveView";
import { useViews } from "./useViews";
import { views as table } from "./views.words";

/** `names` are the filters of the address that make a view. */
export function SavedViews({ page, names }: { page: string; names: readonly string[] }) {
  const said = useWords(table);
  const views = useViews(page);
  const [params, setParams] = useSearchParams();
  const [managing, setManaging] = useState(false);
  const id = useId();
  const now = String(filtersOf(params, names));
  const current = views.views.find((one) => one.filters === now);
  const options = (own: boolean) => views.views.filter((one) => one.own === own).map(useOption(said));
  return (
    <>
      <span>
        <label htmlFor={id}>{said.view}</label>
        <Select
          id={id}
          style={{ width: 190 }}
          placeholder={said.choose}
          value={current?.id ?? null}
          notFoundContent={<EmptyNote title={said.none} why={said.noneWhy} />}
          onChange={(chosen) => setParams(views.views.find((one) => one.id === chosen)?.filters ?? "")}
          options={[
            { label: said.own, options: options(true) },
            { label: said.shared, options: options(false) },
          ].filter((group) => group.options.length > 0)}
        />
      </span>
      <SaveView views={views} filters={now} />
      {views.views.some((one) => one.own) && <Button onClick={() => setManaging(true)}>{said.manage}</Button>}
      <Drawer title={said.manage} open={managing} onClose={() => setManaging(false)} size={480}>
        <ul className="links">
          {views.views
            .filter((one) => one.own)
            .map((one) => (
              <OwnView key={one.id} view={one} views={views} />
            ))}
        </ul>
      </Drawer>
    </>
  );
}

/** Only what makes a view, in one order, so that the same filters are the same view. */
export function filtersOf(params: URLSearchParams, names: readonly string[]): URLSearchParams {
  const kept = names.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value] as [string, string]] : [];
  });
  return new URLSearchParams(kept);
}

function useOption(said: { by: (name: string, who: string) => string }) {
  return (one: ViewFragment) => ({
    value: one.id,
    label: one.own ? one.name : said.by(one.name, one.savedBy?.name ?? "–"),
  });
}
