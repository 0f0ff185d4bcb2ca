"""Pages whose article stands in a script alone: they are read as they would be once the script had run."""

from dataclasses import replace
from html import escape

from cleanarc.cleaning.html.embedded import embedded_paragraphs
from cleanarc.cleaning.html.tree import Tree, tree_of
from cleanarc.cleaning.segment_html import laid_out, lines_of_html
from cleanarc.cleaning.segmented import Segmented


def with_hidden_body(segmented: Segmented, title: str | None) -> Segmented:
    """The page with the body that its scripts hold and it does not show, as an <article> at its end; the same page
    where there is none, or where the config of its site has named a body."""
    layout = segmented.layout
    if layout is None or (segmented.directed and segmented.directed.bodies):
        return segmented
    paragraphs = embedded_paragraphs(layout.scripts(), segmented.page.text, title, lines_of_html)
    if not paragraphs:
        return segmented
    found = laid_out(_with_article(layout.tree, paragraphs), segmented.head, layout.scripts)
    return replace(found, directed=segmented.directed, problems=segmented.problems)


def _with_article(tree: Tree, paragraphs: tuple[str, ...]) -> Tree:
    article = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    body = tree.markup.removesuffix("</body>") or "<body>"
    return tree_of(f"{body}<article>{article}</article></body>")
