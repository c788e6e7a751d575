"""Search: the query language, the index, the engine, the page of results."""
