// The head of a page: its title, a sentence beside it, and what may be done with the whole.
import { type ReactNode, useEffect } from "react";

export function PageTitle({ title, about, side }: { title: string; about?: ReactNode; side?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · aidhub`;
  }, [title]);
  return (
    <div className="title">
      <h1>{title}</h1>
      {about && <span className="quiet">{about}</span>}
      {side && <span className="side">{side}</span>}
    </div>
  );
}
