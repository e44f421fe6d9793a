// The page opened from a file: reads the drawing from its own data block and ties it to the list of steps.

{
  const data = JSON.parse(document.getElementById("drawing-data").textContent);
  const root = document.getElementById("drawing");
  const mark = (id, scroll) => {
    document.querySelectorAll("li[data-node]").forEach((item) => {
      const chosen = item.dataset.node === id;
      item.classList.toggle("chosen", chosen);
      if (chosen && scroll) item.scrollIntoView({ block: "nearest" });
    });
  };
  const drawing = new Drawing(vis, root, (kind, id) => {
    if (kind === "clear") mark(null);
    else mark(id, kind === "expand");
  });
  drawing.show(data, data.selected);
  mark(data.selected);
  document.querySelectorAll("button[data-show]").forEach((button) => {
    button.addEventListener("click", () => {
      drawing.select(button.dataset.show);
      mark(button.dataset.show);
      root.scrollIntoView({ block: "nearest" });
    });
  });
  root.dataset.ready = "true";
}
