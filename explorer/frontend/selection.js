// Tells the drawing, and all lists of the page, which node is selected.

export default function ({ data, parentElement }) {
  feedOf(data.key).select(data.selected);
  parentElement.querySelector(".lm-message").dataset.seen = "true";
}
