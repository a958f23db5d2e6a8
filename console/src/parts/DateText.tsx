// Dates as they are, and moments in the province's time (Asia/Shanghai), whatever the machine's zone.
const MOMENT = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

export const moment = (instant: string) => MOMENT.format(new Date(instant));

/** Today where the hub is. */
export const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

export function MomentText({ at }: { at: string }) {
  return <time dateTime={at}>{moment(at)}</time>;
}
