"""HTML into blocks: limits first, then the parser's tree as flat lists, then blocks and the head."""
