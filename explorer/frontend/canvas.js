// The component that holds the drawing. What it draws comes as bytes, the same in every run until the scene changes; which
// node is selected comes through a message of its own (selection.js).

const drawings = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".lm-host");
  let held = drawings.get(host);
  const said = news((held ??= { tell: () => {} }), data);
  if (said) {
    held.key = said.key;
    host.style.height = typeof said.height === "number" ? `${said.height}px` : said.height;
  }
  const feed = feedOf(held.key);
  if (!held.drawing) {
    const root = host.appendChild(document.createElement("div"));
    held.drawing = new Drawing(vis, root, (kind, id) => {
      if (kind !== "expand") feed.awaited = { id, until: performance.now() + 4000 };
      held.tell({ kind, id });
      if (kind === "select") globalThis[Symbol.for("learnmap.ahead")]?.ask(id);
    });
    drawings.set(host, held);
  }
  held.tell = asking(setTriggerValue);
  if (said) feed.show(said.drawing);
  feed.attach(held.drawing);
  return () => {
    // Streamlit may take the element away and put it back in one go; only one that stays away is let go of.
    setTimeout(() => {
      if (host.isConnected) return;
      feed.detach(held.drawing);
      held.drawing.destroy();
      drawings.delete(host);
    }, 0);
  };
}
