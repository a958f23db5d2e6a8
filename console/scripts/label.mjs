// What the graph calls a thing in both languages, taken from its description: "English (中文). Needs (须有): …".
export function label({ name, description }) {
  const said = (description?.trim() ?? "").replace(/\s*Needs \(须有\):.*$/su, "");
  const found = /^(.*?)\s*\(([^()]*?\p{Script=Han}.*)\)\.?$/su.exec(said);
  return found ? [found[2], found[1]] : [said || name, name];
}
