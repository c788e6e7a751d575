"""Claims: what reports say to one question, found by kind and judged against one another."""
