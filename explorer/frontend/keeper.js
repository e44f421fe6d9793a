// Keeps what the learner says of nodes in this browser: one text under one name, read when a page opens, written when it changes.
// data: { write, base, turn, waits }: what to write in which turn, and what must still be there, for another tab may have been
// quicker; and whether the page waits to hear even that nothing is held.

const NAME = "learnmap.profile";
let done = 0;
let asked = false;

function held() {
  try { return localStorage.getItem(NAME); } catch { return null; }
}

export default function ({ data, setTriggerValue }) {
  const now = held();
  if (data.turn > done) {
    done = data.turn;
    asked = true;
    if (now !== data.base && now !== data.write) { setTriggerValue("stored", { text: now ?? "" }); return; }
    try { localStorage.setItem(NAME, data.write); } catch { setTriggerValue("stored", { full: true }); }
  } else if (!asked) {
    asked = true;
    if (data.waits || (now !== null && now !== data.base)) setTriggerValue("stored", { text: now ?? "" });
  }
}
