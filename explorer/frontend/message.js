// Hands a panel what it is to show, whichever of the two is there first.

export default function ({ data }) {
  const said = JSON.parse(new TextDecoder().decode(data));
  const panels = (globalThis[Symbol.for("learnmap.panels")] ||= new Map());
  const panel = panels.get(said.key) ?? {};
  panels.set(said.key, panel);
  panel.said = said;
  panel.show?.(said);
}
