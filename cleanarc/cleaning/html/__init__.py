"""HTML into blocks: limits first, then the parser's tree as a flat list of nodes, then blocks and the head."""
