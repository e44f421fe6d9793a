"""The pages: pure functions from a map and a selection to elements, and small ones that place them."""
