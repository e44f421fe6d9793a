// The component that holds the drawing. Its message is the same in every run of the page, so that the half megabyte of
// script crosses the wire once; scenes and selections come through messages of their own (feed.js).

const drawings = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".lm-host");
  host.style.height = typeof data.height === "number" ? `${data.height}px` : data.height;
  const feed = feedOf(data.key);
  let held = drawings.get(host);
  if (!held) {
    const root = host.appendChild(document.createElement("div"));
    held = { tell: () => {} };
    held.drawing = new Drawing(vis, root, (kind, id) => {
      if (kind !== "expand") feed.awaited = { id, until: performance.now() + 4000 };
      held.tell({ kind, id });
    });
    drawings.set(host, held);
  }
  held.tell = (event) => setTriggerValue("event", event);
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
