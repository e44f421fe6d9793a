"""What follows from the map: paths, orders, schedules, insight. Pure Python, without a web page or a terminal.

>>> from graph import open_map, plan_path
>>> plan = plan_path(open_map(), "gradient-descent", known=["derivatives"])
>>> plan.steps[-1].node.label.en
'Gradient descent'
"""

from graph.errors import LearnmapError
from graph.model import Label, Node, Prerequisite
from graph.path import Plan, Step, plan_path
from graph.store import LocalMap, Map, open_map

__all__ = ["Label", "LearnmapError", "LocalMap", "Map", "Node", "Plan", "Prerequisite", "Step", "open_map", "plan_path"]
