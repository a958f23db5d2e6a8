// Money: yuan from whole fen.
export function yuan(fen: number): string {
  const whole = Math.trunc(Math.abs(fen) / 100);
  const rest = String(Math.abs(fen) % 100).padStart(2, "0");
  return `${fen < 0 ? "−" : ""}${whole.toLocaleString("en-US")}.${rest}`;
}

export function Money({ fen }: { fen: number }) {
  return <span className="money">¥{yuan(fen)}</span>;
}
