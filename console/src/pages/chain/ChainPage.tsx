export default function ChainPage() {
  return null;
}
