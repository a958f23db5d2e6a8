// Filters in the URL: what is set there is what is asked, so that a view can be kept, sent and gone back to.
import { useCallback } from "react";
import { useSearchParams } from "react-router";

export function useFilters<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, params.get(name) ?? undefined])) as Partial<
    Record<Name, string>
  >;
  const set = useCallback(
    (name: Name, value: string | undefined) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value) after.set(name, value);
          else after.delete(name);
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [values, set] as const;
}
