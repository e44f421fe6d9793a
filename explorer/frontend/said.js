// What a run of the page says byte for byte as the last one did is not read again: null in its place.

function news(holder, data) {
  const last = holder.data;
  if (last === data || (last?.length === data.length && last.every((byte, at) => byte === data[at]))) return null;
  holder.data = data;
  appOf()?.removeAttribute("data-asked");
  return JSON.parse(new TextDecoder().decode(data));
}

// How a component speaks. That something was asked for is known to the page at once (page.css shows it), and not only when a busy
// server says that it begins: from then on Streamlit says how far it is.

function asking(setTriggerValue) {
  return (event) => {
    const app = appOf();
    setTriggerValue("event", event);
    if (!app) return;
    app.setAttribute("data-asked", "");
    const answered = () => {
      watcher.disconnect();
      clearTimeout(waiting);
      app.removeAttribute("data-asked");
    };
    const watcher = new MutationObserver(answered);
    watcher.observe(app, { attributeFilter: ["data-test-script-state"] });
    const waiting = setTimeout(answered, 10_000);
  };
}

function appOf() {
  return document.querySelector('[data-testid="stApp"]');
}
