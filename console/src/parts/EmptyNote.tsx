// An empty place: that there is nothing, why, and what to do.
import type { ReactNode } from "react";

export function EmptyNote({ title, why, children }: { title: string; why?: string; children?: ReactNode }) {
  return (
    <div className="panel" role="status">
      <strong>{title}</strong>
      {why && <p className="quiet">{why}</p>}
      {children}
    </div>
  );
}
