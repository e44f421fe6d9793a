"""The faces of the map: command line, pages, endpoint. They ask `graph`, and show."""
