
// The end of each component's code: its styles, made once and shared by all elements that stand on the page.
const STYLES = new CSSStyleSheet();
STYLES.replaceSync(STYLE);

export function clothe(root) {
  if (!root.adoptedStyleSheets.includes(STYLES)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, STYLES];
}
