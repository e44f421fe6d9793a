"""An application of one page with a canvas, and of the files that the canvas is made of."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from explorer.kept_files import KeptFiles

app = st.App(Path(__file__).with_name("canvas_page.py"), middleware=[Middleware(KeptFiles)])
