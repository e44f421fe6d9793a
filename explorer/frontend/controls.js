// The small things at the drawing's edge: icons of its buttons, and the overview that says where one is.

const ICONS = {
  zoomIn: "M8 3v10M3 8h10",
  zoomOut: "M3 8h10",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4M6 8h4",
  first: "M13 3 6 8l7 5zM3 3v10",
  goal: "M3 14V2M3 2.5h9l-2.5 3 2.5 3H3",
  fullScreen: "M9 2h5v5M14 2 9 7M7 14H2V9M2 14l5-5",
};

function iconOf(name) {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true })) icon.setAttribute(key, value);
  for (const [key, value] of Object.entries({ d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round" })) path.setAttribute(key, value);
  icon.appendChild(path);
  return icon;
}

/** The whole drawing in small, with a frame around what is in sight; shown only where something is out of it. */
class Overview {
  constructor(root, go) {
    this.canvas = document.createElement("canvas");
    this.canvas.className = "lm-overview";
    this.canvas.setAttribute("aria-hidden", "true");
    root.appendChild(this.canvas);
    const move = (event) => {
      if (event.buttons !== 1 || !this.at) return;
      const frame = this.canvas.getBoundingClientRect();
      go({ x: this.at.left + (event.clientX - frame.left) / this.at.scale, y: this.at.top + (event.clientY - frame.top) / this.at.scale }, undefined);
    };
    this.canvas.addEventListener("pointerdown", move);
    this.canvas.addEventListener("pointermove", move);
  }

  paint(boxes, view, looks, theme) {
    const bounds = boundsOf(boxes);
    const [width, height] = [bounds.right - bounds.left, bounds.bottom - bounds.top];
    const seen = view.w >= width && view.h >= height;
    this.canvas.hidden = seen || boxes.length < 2;
    if (this.canvas.hidden) return;
    const scale = Math.min(190 / width, 96 / height);
    const ratio = window.devicePixelRatio || 1;
    const pad = 6;
    this.at = { scale, left: bounds.left - pad / scale, top: bounds.top - pad / scale };
    const size = [Math.ceil(width * scale + 2 * pad), Math.ceil(height * scale + 2 * pad)];
    if (this.canvas.width !== Math.round(size[0] * ratio) || this.canvas.height !== Math.round(size[1] * ratio)) {
      [this.canvas.width, this.canvas.height] = size.map((value) => Math.round(value * ratio));
      [this.canvas.style.width, this.canvas.style.height] = size.map((value) => `${value}px`);
    }
    const ctx = this.canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, ...size);
    for (const box of boxes) {
      ctx.fillStyle = mixed((looks[box.group] || ["", "#7d838c"])[1], theme.ground, box.status === "target" ? 1 : theme.dark ? 0.7 : 0.55);
      ctx.fillRect((box.x - box.w / 2 - this.at.left) * scale, (box.y - box.h / 2 - this.at.top) * scale, Math.max(2, box.w * scale), Math.max(1.5, box.h * scale));
    }
    ctx.strokeStyle = theme.accent;
    ctx.lineWidth = 1.5;
    const edge = (value, most) => Math.max(1, Math.min(most - 1, value));
    const [left, right] = [-1, 1].map((side) => edge((view.x + (side * view.w) / 2 - this.at.left) * scale, size[0]));
    const [top, bottom] = [-1, 1].map((side) => edge((view.y + (side * view.h) / 2 - this.at.top) * scale, size[1]));
    ctx.strokeRect(left, top, right - left, bottom - top);
  }
}
