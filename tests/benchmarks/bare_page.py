"""The least that Streamlit can show and a click can change: one component in a fragment. What the explorer is measured beside."""

import streamlit as st

SCRIPT = """export default ({ data, parentElement, setTriggerValue }) => {
    const button = parentElement.querySelector("button") ?? parentElement.appendChild(document.createElement("button"));
    button.textContent = `clicked ${data.times}`;
    button.onclick = () => setTriggerValue("event", true);
}"""
component = st.components.v2.component("bare", js=SCRIPT)


@st.fragment
def page() -> None:
    def heard() -> None:
        st.session_state.times = st.session_state.get("times", 0) + 1

    component(key="button", data={"times": st.session_state.get("times", 0)}, on_event_change=heard)


page()
