export default function ({ data, parentElement }) {
  const said = data instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(data)) : data;
  const feed = feedOf(said.key);
  if (said.drawing) feed.show(said.drawing);
  else feed.select(said.selected);
  parentElement.querySelector(".lm-message").dataset.seen = "true";
}
